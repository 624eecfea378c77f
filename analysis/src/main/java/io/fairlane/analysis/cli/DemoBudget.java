package io.fairlane.analysis.cli;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Trial;
import java.util.List;
import java.util.Map;

/**
 * How long a trial may take so that enough of them fit into the seconds that are left: where whole
 * trials are too long for an interval, they are boxed and compared as rates. The plan holds more
 * trials than are expected to fit; the budget ends it.
 */
record DemoBudget(int trials, double timeboxSeconds) {
  /** Two trials give an interval that says nothing. */
  private static final int LEAST_TRIALS = 4;

  private static final int MOST_TRIALS = 10;
  private static final double LONGEST_BOX_SECONDS = 30;

  /** Shorter boxes would see less than a lap of the background. */
  private static final double SHORTEST_BOX_SECONDS = 4;

  static DemoBudget of(List<Trial> predicted, Map<Runtime, List<Arm>> arms, double seconds) {
    double box = LONGEST_BOX_SECONDS;
    while (box > SHORTEST_BOX_SECONDS
        && LEAST_TRIALS * blockSeconds(predicted, arms, box) > seconds) {
      box -= 1;
    }
    return new DemoBudget(MOST_TRIALS, box);
  }

  private static double blockSeconds(
      List<Trial> predicted, Map<Runtime, List<Arm>> arms, double box) {
    ExpectedSeconds expected = new ExpectedSeconds(predicted, box);
    return arms.entrySet().stream()
        .flatMapToDouble(
            entry -> entry.getValue().stream().mapToDouble(arm -> expected.of(entry.getKey(), arm)))
        .sum();
  }
}
