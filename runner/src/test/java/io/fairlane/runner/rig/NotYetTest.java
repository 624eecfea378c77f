package io.fairlane.runner.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.ScenarioFiles;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotYetTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "background.work.distribution=pareto",
        "consumer.work.distribution=exponential",
        "producers.rate=1000",
        "timeSlice=20"
      })
  void whatNoRunnerCanDoIsRefusedByItsName(String setting) {
    // work of mean 0 does not vary
    List<String> settings = List.of("consumer.work.mean=5", setting);
    Refusal refusal =
        catchThrowableOfType(
            Refusal.class, () -> NotYet.refuse(ScenarioFiles.read("seed", settings), Runtime.GO));
    assertThat(refusal)
        .hasMessageStartingWith(setting.replace("=", " = "))
        .hasMessageContaining("cannot be measured on runtime go yet")
        .hasMessageNotContaining("\n");
    assertThat(refusal.exitCode()).isEqualTo(2);
  }

  @Test
  void everyBuiltInScenarioCanBeMeasuredOnGo() {
    for (String name : ScenarioFiles.BUILT_IN) {
      assertThatCode(() -> NotYet.refuse(ScenarioFiles.read(name, List.of()), Runtime.GO))
          .doesNotThrowAnyException();
    }
  }
}
