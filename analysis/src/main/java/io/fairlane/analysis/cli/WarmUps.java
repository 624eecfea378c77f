package io.fairlane.analysis.cli;

import io.fairlane.experiment.Proof;
import io.fairlane.experiment.Trial;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/** Whether the JVMs of measured trials had warmed up, in a line. */
final class WarmUps {
  private WarmUps() {}

  /** Empty if no trial tells, as where none was the pool's. */
  static Optional<String> text(List<Trial> trials) {
    List<Proof.Steadiness> told =
        trials.stream()
            .map(trial -> trial.host().proof().steadiness())
            .filter(steadiness -> steadiness.warmUpSeconds() != null)
            .toList();
    if (told.isEmpty()) {
      return Optional.empty();
    }
    double[] steady =
        told.stream()
            .filter(steadiness -> !steadiness.stillWarmingUp())
            .mapToDouble(Proof.Steadiness::steadyAfterSeconds)
            .sorted()
            .toArray();
    int restless = told.size() - steady.length;
    String found =
        steady.length == 0
            ? ""
            : String.format(
                "steady after %.1f s (median; at most %.1f s)",
                new Median().evaluate(steady), steady[steady.length - 1]);
    String not =
        restless == 0
            ? ""
            : restless + " of " + told.size() + " found no steady state, so not clean";
    return Optional.of(
        "warm-up of the pool's JVMs: "
            + found
            + (found.isEmpty() || not.isEmpty() ? "" : "; ")
            + not);
  }
}
