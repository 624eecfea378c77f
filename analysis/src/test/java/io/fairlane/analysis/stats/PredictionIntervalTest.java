package io.fairlane.analysis.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.analysis.stats.coverage.Laps;
import org.junit.jupiter.api.Test;

/** The interval holds the measured speedup although nobody knows the machine's costs exactly. */
class PredictionIntervalTest {
  private static final int ROUNDS = 3_000;
  private static final int TRIALS = 5;
  private static final int REPLICATIONS = 60;

  /** What the calibration does not know of the speedup, relative sd. */
  private static final double COSTS = 0.15;

  /** From run to run, relative sd. */
  private static final double LUCK = 0.10;

  @Test
  void costsThatAllTrialsShareAreNotAveragedOut() {
    Laps random = new Laps(11);
    int held = 0;
    int heldAsLuck = 0;
    double width = 0;
    for (int round = 0; round < ROUNDS; round++) {
      double[] fair = new double[REPLICATIONS];
      double[] alone = new double[REPLICATIONS];
      double costs = 1;
      for (int rep = 0; rep < REPLICATIONS; rep++) {
        costs = rep % 2 == 0 ? random.lognormal(COSTS) : costs;
        fair[rep] = costs * random.lognormal(LUCK);
        alone[rep] = random.lognormal(LUCK);
      }
      double machine = random.lognormal(COSTS);
      double[] measuredFair = new double[TRIALS];
      double[] measuredAlone = new double[TRIALS];
      for (int trial = 0; trial < TRIALS; trial++) {
        measuredFair[trial] = machine * random.lognormal(LUCK);
        measuredAlone[trial] = random.lognormal(LUCK);
      }
      double measured = LogRatio.paired(measuredFair, measuredAlone).ratio();
      RatioEstimate centre = LogRatio.paired(fair, alone);
      PredictedRatio predicted =
          PredictionInterval.of(centre, fair, alone, TRIALS, ModelError.NONE);
      held += predicted.expects(measured) ? 1 : 0;
      width += Math.log(predicted.high() / predicted.low()) / ROUNDS;
      PredictedRatio asLuck =
          PredictionInterval.of(centre, shuffled(fair), shuffled(alone), TRIALS, ModelError.NONE);
      heldAsLuck += asLuck.expects(measured) ? 1 : 0;
    }
    assertThat(held / (double) ROUNDS).isBetween(0.935, 0.975);
    assertThat(width).as("sharp as well: 2 x 1.96 sd of the truth").isLessThan(1.2 * 4 * 0.163);
    assertThat(heldAsLuck / (double) ROUNDS)
        .as("control: pairs torn apart, so that costs count as luck")
        .isLessThan(0.85);
  }

  /** Neighbours no longer share their costs. */
  private static double[] shuffled(double[] pairs) {
    double[] torn = new double[pairs.length];
    for (int i = 0; i < pairs.length; i++) {
      torn[i] = pairs[(i % 2) * (pairs.length / 2) + i / 2];
    }
    return torn;
  }
}
