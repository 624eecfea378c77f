package io.fairlane.analysis.stats;

import java.util.Arrays;
import org.apache.commons.math3.stat.StatUtils;

/**
 * The ratio of two positive quantities, estimated as exp of a difference of mean logs. Chosen over
 * the ratio of means or of medians for three reasons: a gain of 2 and a loss of 1/2 are equally far
 * from 1; the errors of times are closer to multiplicative than to additive; and its expectation
 * does not depend on the number of trials, so that 3 measured trials and 200 simulated ones
 * estimate the same number.
 *
 * <p>The unit is the trial (one fresh process). Iterations within a process are not independent and
 * must not be passed: Georges, Buytaert and Eeckhout (OOPSLA 2007), Kalibera and Jones (ISMM 2013).
 */
public final class LogRatio {
  private LogRatio() {}

  /**
   * Ratio of {@code numerator[i] / denominator[i]}, where index i is one block: both were run close
   * together in time, so drift of the machine cancels.
   */
  public static RatioEstimate paired(double[] numerator, double[] denominator) {
    if (numerator.length != denominator.length) {
      throw new IllegalArgumentException("pairs: " + numerator.length + ", " + denominator.length);
    }
    int n = numerator.length;
    double[] difference = new double[n];
    for (int i = 0; i < n; i++) {
      difference[i] = Math.log(numerator[i] / denominator[i]);
    }
    double centre = StatUtils.mean(difference);
    if (n < RatioEstimate.MIN_TRIALS) {
      return RatioEstimate.point(Math.exp(centre), n);
    }
    double standardError = Math.sqrt(StatUtils.variance(difference) / n);
    return RatioEstimate.fromLogs(
        centre, t(n - 1) * standardError, n, RatioEstimate.Method.PAIRED_T);
  }

  /** Ratio of two independent samples; sizes and spreads may differ. */
  public static RatioEstimate welch(double[] numerator, double[] denominator) {
    int n = Math.min(numerator.length, denominator.length);
    if (n == 0) {
      return RatioEstimate.absent();
    }
    double[] a = logs(numerator);
    double[] b = logs(denominator);
    double centre = StatUtils.mean(a) - StatUtils.mean(b);
    if (n < RatioEstimate.MIN_TRIALS) {
      return RatioEstimate.point(Math.exp(centre), n);
    }
    double va = StatUtils.variance(a) / a.length;
    double vb = StatUtils.variance(b) / b.length;
    return RatioEstimate.fromLogs(
        centre,
        va + vb == 0 ? 0 : t(welchDegrees(va, a.length, vb, b.length)) * Math.sqrt(va + vb),
        n,
        RatioEstimate.Method.WELCH_T);
  }

  /**
   * Ratio of means without an interval, for quantities that may be 0 (a starved background has no
   * log).
   */
  public static RatioEstimate ofMeans(double[] numerator, double[] denominator) {
    return RatioEstimate.point(
        StatUtils.mean(numerator) / StatUtils.mean(denominator),
        Math.min(numerator.length, denominator.length));
  }

  static double[] logs(double[] values) {
    return Arrays.stream(values).map(Math::log).toArray();
  }

  /** Welch-Satterthwaite, from the two squared standard errors. */
  static double welchDegrees(double va, int na, double vb, int nb) {
    return (va + vb) * (va + vb) / (va * va / (na - 1) + vb * vb / (nb - 1));
  }

  static double t(double degrees) {
    return Quantiles.t(1 - Quantiles.ALPHA / 2, degrees);
  }
}
