package io.fairlane.analysis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Proof;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.ScenarioFiles;
import io.fairlane.experiment.Trial;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarmUpsTest {
  private static Trial trial(Double warmUp, Double steadyAfter) {
    Trial trial =
        FakeHost.trial(
            Trial.Kind.MEASURED,
            ScenarioFiles.read("seed", List.of()),
            Runtime.POOL,
            Arm.FAIR,
            0,
            0,
            Trial.Verdict.CLEAN);
    Proof proof = Proof.ABSENT.with(new Proof.Steadiness(warmUp, steadyAfter, null));
    return trial.judged(trial.verdict(), trial.host().with(proof));
  }

  @Test
  void saysWhenTheyWereSteadyAndHowManyWereNot() {
    Trial early = trial(0.6, 0.2);
    Trial late = trial(1.4, 1.2);
    Trial never = trial(3.0, null);
    assertThat(WarmUps.text(List.of(early, late, early)))
        .hasValue("warm-up of the pool's JVMs: steady after 0.2 s (median; at most 1.2 s)");
    assertThat(WarmUps.text(List.of(early, late, early, never)))
        .hasValue(
            "warm-up of the pool's JVMs: steady after 0.2 s (median; at most 1.2 s);"
                + " 1 of 4 found no steady state, so not clean");
    assertThat(WarmUps.text(List.of(never)))
        .hasValue("warm-up of the pool's JVMs: 1 of 1 found no steady state, so not clean");
  }

  @Test
  void goHasNone() {
    assertThat(WarmUps.text(List.of(trial(null, null)))).isEmpty();
  }
}
