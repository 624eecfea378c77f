package io.fairlane.analysis.stats;

import org.apache.commons.math3.stat.StatUtils;

/**
 * The interval in which a measured speedup should fall. What is compared with a prediction is not
 * one measured run but an estimate from n trials, so the interval is that of such an estimate: with
 * R replications of spread s in each arm, the difference of mean logs of n future trials lies off
 * the predicted one by a standard error of s sqrt(1/n + 1/R) per arm, on Welch's degrees of freedom
 * (the prediction interval of a future mean: Hahn and Meeker 1991, section 4.8).
 *
 * <p>Resampling the replications was tried and dropped. With fair times that are a random number of
 * laps, 20 replications and 5 trials, the percentile interval covered 89 % of measurements instead
 * of 95 %, because it takes 20 replications for all there can be (the test repeats this). A
 * bootstrap-t was as good from 20 replications on and no narrower, but covered 92 % at 5 and was
 * more than twice as wide at 3.
 *
 * <p>The arms count as independent: common random numbers tie simulated arms together, nothing ties
 * two measured processes.
 *
 * <p>Replications 2k and 2k+1 were run with the same draw of the costs, so what differs within such
 * a pair is luck, which more trials average out, and what differs between pairs beyond that is what
 * the calibration does not know of the costs, which they do not: all trials run on the one machine
 * that there is. The two are told apart as in a one-way analysis of variance with random effects
 * (Searle, Casella and McCulloch 1992, section 3.5).
 *
 * <p>What the model itself gets wrong no replication shows. It is added as {@link ModelError} has
 * it from cells that were measured before (Higgins, Thompson and Spiegelhalter, J. R. Statist. Soc.
 * A 2009, section 4.2).
 */
public final class PredictionInterval {
  /** With fewer replications what the costs do cannot be told from luck: all counts as luck. */
  private static final int FEWEST_FOR_COSTS = 12;

  private PredictionInterval() {}

  /**
   * @param centre the predicted ratio, as estimated from the same replications
   * @param numerator simulated values of the baseline, one per replication
   * @param denominator simulated values of the arm
   * @param trials trials in each arm of the measurement that is predicted, at least 1
   * @param error the model's own
   */
  public static PredictedRatio of(
      RatioEstimate centre,
      double[] numerator,
      double[] denominator,
      int trials,
      ModelError error) {
    int fewest = Math.min(numerator.length, denominator.length);
    if (fewest < RatioEstimate.MIN_TRIALS || !centre.hasInterval()) {
      return new PredictedRatio(centre, Double.NaN, Double.NaN, trials, Double.NaN);
    }
    double[] above = LogRatio.logs(numerator);
    double[] below = LogRatio.logs(denominator);
    boolean paired = above.length == below.length && fewest >= FEWEST_FOR_COSTS;
    double costs = paired ? varianceOfCosts(above, below) * (1 + 2.0 / fewest) : 0;
    double a = errorOfFuture(above, paired, trials);
    double b = errorOfFuture(below, paired, trials);
    double known = a + b + costs;
    double model = error.variance().point();
    double degrees =
        degrees(
            new double[] {a, b, costs, model},
            new double[] {
              degrees(above, paired),
              degrees(below, paired),
              Math.max(1, degrees(above, paired) - 1),
              Math.max(1, error.cells())
            });
    double half = known + model == 0 ? 0 : LogRatio.t(degrees) * Math.sqrt(known + model);
    double middle = Math.log(centre.ratio());
    return new PredictedRatio(
        centre, Math.exp(middle - half), Math.exp(middle + half), trials, Math.sqrt(known));
  }

  /** Squared error of predicting a mean of {@code trials} values from the mean of these. */
  private static double errorOfFuture(double[] values, boolean paired, int trials) {
    double luck = paired ? varianceWithinPairs(values) : StatUtils.variance(values);
    return luck * (1.0 / trials + 1.0 / values.length);
  }

  private static double varianceWithinPairs(double[] values) {
    double sum = 0;
    int pairs = values.length / 2;
    for (int pair = 0; pair < pairs; pair++) {
      double difference = values[2 * pair] - values[2 * pair + 1];
      sum += difference * difference / 2;
    }
    return sum / pairs;
  }

  /** Of the log ratio, from the means of pairs less what luck does to them; at least 0. */
  private static double varianceOfCosts(double[] above, double[] below) {
    double[] ratio = new double[above.length];
    for (int i = 0; i < ratio.length; i++) {
      ratio[i] = above[i] - below[i];
    }
    double[] means = new double[ratio.length / 2];
    for (int pair = 0; pair < means.length; pair++) {
      means[pair] = (ratio[2 * pair] + ratio[2 * pair + 1]) / 2;
    }
    return Math.max(0, StatUtils.variance(means) - varianceWithinPairs(ratio) / 2);
  }

  private static double degrees(double[] values, boolean paired) {
    return paired ? values.length / 2.0 : values.length - 1.0;
  }

  /** Welch and Satterthwaite's, of a sum of variances that each have their own. */
  private static double degrees(double[] variances, double[] degrees) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < variances.length; i++) {
      sum += variances[i];
      squares += variances[i] * variances[i] / degrees[i];
    }
    return sum * sum / squares;
  }
}
