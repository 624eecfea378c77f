package io.fairlane.analysis.stats;

import org.apache.commons.math3.stat.StatUtils;

/**
 * Ratio of the arithmetic means of two independent samples, for sums: how much longer do N trials
 * take, how much more capacity is needed. Where the question is "how many times faster", {@link
 * LogRatio} is narrower and reads the same in both directions.
 *
 * <p>The 95 % interval is Fieller's (JRSS B 1954) in the form of Kalibera and Jones (Rigorous
 * Benchmarking in Reasonable Time, ISMM 2013): with h = t S / sqrt(n) of each arm, all ratios r for
 * which a - r b is not shown to differ from 0. Each arm keeps its own t, so unequal spreads and
 * sizes are allowed; with 5 trials it is a little wider than need be. Valid for means that are
 * about normal, trials as the unit, and a denominator known to differ from 0: when its own interval
 * reaches 0 the set of ratios has no ends, and none are given.
 */
public final class Fieller {
  private Fieller() {}

  public static RatioEstimate ratio(double[] numerator, double[] denominator) {
    int n = Math.min(numerator.length, denominator.length);
    if (n == 0) {
      return RatioEstimate.absent();
    }
    double a = StatUtils.mean(numerator);
    double b = StatUtils.mean(denominator);
    if (n < RatioEstimate.MIN_TRIALS) {
      return RatioEstimate.point(a / b, n);
    }
    double aa = a * a - squaredHalfWidth(numerator);
    double bb = b * b - squaredHalfWidth(denominator);
    if (bb <= 0) {
      return RatioEstimate.point(a / b, n);
    }
    // aa bb <= (a b)^2 whenever bb > 0; the max is for rounding only
    double root = Math.sqrt(Math.max(0, a * b * a * b - aa * bb));
    return new RatioEstimate(
        a / b, (a * b - root) / bb, (a * b + root) / bb, n, RatioEstimate.Method.FIELLER);
  }

  private static double squaredHalfWidth(double[] values) {
    double t = Quantiles.t(1 - Quantiles.ALPHA / 2, values.length - 1.0);
    return t * t * StatUtils.variance(values) / values.length;
  }
}
