package io.fairlane.runner.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.ScenarioFiles;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotYetTest {
  @ParameterizedTest
  @CsvSource({"pool, consumer.lockedBy=parent", "go, timeSlice=20"})
  void whatARunnerCannotDoIsRefusedByItsName(String runtime, String setting) {
    Scenario scenario = ScenarioFiles.read("seed", List.of(setting));
    Refusal refusal =
        catchThrowableOfType(Refusal.class, () -> NotYet.refuse(scenario, Runtime.of(runtime)));
    assertThat(refusal)
        .hasMessageStartingWith(setting.replace("=", " = "))
        .hasMessageContaining("cannot be measured on runtime " + runtime)
        .hasMessageNotContaining("\n");
    assertThat(refusal.exitCode()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"pool, producers.rate=1000", "pool, timeSlice=20", "go, producers.rate=1000"})
  void whatItCanIsNot(String runtime, String setting) {
    Scenario scenario = ScenarioFiles.read("seed", List.of(setting));
    assertThatCode(() -> NotYet.refuse(scenario, Runtime.of(runtime))).doesNotThrowAnyException();
  }

  @Test
  void everyBuiltInScenarioCanBeMeasuredOnGo() {
    for (String name : ScenarioFiles.BUILT_IN) {
      assertThatCode(() -> NotYet.refuse(ScenarioFiles.read(name, List.of()), Runtime.GO))
          .doesNotThrowAnyException();
    }
  }
}
