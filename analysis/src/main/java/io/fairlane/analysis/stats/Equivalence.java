package io.fairlane.analysis.stats;

import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Is predicted / measured near enough to 1? Two one-sided t tests on the log (TOST: Schuirmann,
 * Journal of Pharmacokinetics and Biopharmaceutics 1987): equivalent within a margin of 0.1 if the
 * 90 % interval lies between 1 / 1.1 and 1.1. A difference that is merely "not significant" shows
 * nothing: few trials would do for that.
 *
 * <p>{@link #smallestMargin} is the margin at which the verdict turns; it has no cliff and can be
 * compared from release to release. "All cells are equivalent" needs no correction for their
 * number; "this one of many is" does ({@link Holm}). Valid for log errors that are about normal.
 *
 * @param logCentre ln(predicted / measured)
 * @param standardError of the centre
 * @param degrees of freedom of the standard error
 */
public record Equivalence(double logCentre, double standardError, double degrees) {
  /** Each of the two tests has this error. */
  private static final double ALPHA = 0.05;

  /**
   * Of paired values: cells of a grid, or blocks.
   *
   * @throws IllegalArgumentException with fewer than {@link RatioEstimate#MIN_TRIALS} pairs
   */
  public static Equivalence paired(double[] predicted, double[] measured) {
    int n = predicted.length;
    if (n != measured.length || n < RatioEstimate.MIN_TRIALS) {
      throw new IllegalArgumentException("pairs: " + n + ", " + measured.length);
    }
    double[] error = new double[n];
    for (int i = 0; i < n; i++) {
      error[i] = Math.log(predicted[i] / measured[i]);
    }
    return new Equivalence(
        StatUtils.mean(error), Math.sqrt(StatUtils.variance(error) / n), n - 1.0);
  }

  /**
   * Of two independent samples: simulated and measured times of one arm.
   *
   * @throws IllegalArgumentException with fewer than {@link RatioEstimate#MIN_TRIALS} in a sample
   */
  public static Equivalence independent(double[] predicted, double[] measured) {
    if (Math.min(predicted.length, measured.length) < RatioEstimate.MIN_TRIALS) {
      throw new IllegalArgumentException(
          "sizes: " + predicted.length + ", " + measured.length + "; at least 3");
    }
    double[] p = LogRatio.logs(predicted);
    double[] m = LogRatio.logs(measured);
    double vp = StatUtils.variance(p) / p.length;
    double vm = StatUtils.variance(m) / m.length;
    return new Equivalence(
        StatUtils.mean(p) - StatUtils.mean(m),
        Math.sqrt(vp + vm),
        vp + vm == 0 ? 1 : LogRatio.welchDegrees(vp, p.length, vm, m.length));
  }

  /** Predicted / measured with its 90 % interval, the one that TOST asks for. */
  public Interval ratio() {
    double half = halfWidth();
    return new Interval(
        Math.exp(logCentre), Math.exp(logCentre - half), Math.exp(logCentre + half));
  }

  /** Smallest margin that passes: 0.25 = within a factor of 1.25. */
  public double smallestMargin() {
    return Math.expm1(Math.abs(logCentre) + halfWidth());
  }

  /** True if equivalence within {@code margin} is shown at the 5 % level. */
  public boolean within(double margin) {
    requirePositive(margin);
    return smallestMargin() <= margin;
  }

  /** The larger of the two tests' p values: that they both reject by chance. */
  public double p(double margin) {
    requirePositive(margin);
    double room = Math.log1p(margin) - Math.abs(logCentre);
    if (standardError == 0) {
      return room >= 0 ? 0 : 1;
    }
    return new TDistribution(null, degrees).cumulativeProbability(-room / standardError);
  }

  private double halfWidth() {
    return standardError == 0 ? 0 : Quantiles.t(1 - ALPHA, degrees) * standardError;
  }

  private static void requirePositive(double margin) {
    if (!(margin > 0)) {
      throw new IllegalArgumentException("margin: " + margin + ", above 0");
    }
  }
}
