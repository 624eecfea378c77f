package io.fairlane.analysis.stats;

import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * How far x and y are apart from pair to pair: the bias, and the limits between which 95 % of the
 * differences x - y lie (Bland and Altman, Lancet 1986). In the unit of the values; speedups are to
 * be passed as logs, and {@code Math.exp} of the results are then factors.
 *
 * <p>The limits are estimates like any other. Their 95 % intervals are the exact ones, from the
 * noncentral t distribution (Carkeet, Optometry and Vision Science 2015): those of 1986, +- t
 * sqrt(3 / n) s, are even on both sides and cover 91 % at n = 5. Valid for differences that are
 * about normal and do not grow with the values, which {@code trend} tells. More pairs are no remedy
 * for other shapes: where each cell was measured by one run of a fair scheduler, a random number of
 * laps, the intervals of the limits cover 92 % with 5 cells and 89 % with 10; with 5 trials in each
 * cell they cover 93 %.
 *
 * @param n pairs
 * @param bias mean of x - y
 * @param low bias - 1.96 s, where s is the standard deviation of the differences
 * @param high bias + 1.96 s
 * @param trend slope of the difference over the mean of x and y; 0 outside its interval: an error
 *     of scale, for which one pair of limits is not enough
 */
public record LimitsOfAgreement(int n, Interval bias, Interval low, Interval high, Interval trend) {
  /**
   * @throws IllegalArgumentException with fewer than {@link RatioEstimate#MIN_TRIALS} pairs
   */
  public static LimitsOfAgreement of(double[] x, double[] y) {
    int n = x.length;
    if (n != y.length || n < RatioEstimate.MIN_TRIALS) {
      throw new IllegalArgumentException("pairs: " + n + ", " + y.length);
    }
    double[] difference = new double[n];
    SimpleRegression line = new SimpleRegression();
    for (int i = 0; i < n; i++) {
      difference[i] = x[i] - y[i];
      line.addData((x[i] + y[i]) / 2, difference[i]);
    }
    double bias = StatUtils.mean(difference);
    double s = Math.sqrt(StatUtils.variance(difference));
    double t = Quantiles.t(1 - Quantiles.ALPHA / 2, n - 1.0);
    NoncentralT future = new NoncentralT(n - 1.0, Quantiles.NORMAL_95 * Math.sqrt(n));
    double inner = future.quantile(Quantiles.ALPHA / 2) / Math.sqrt(n) * s;
    double outer = future.quantile(1 - Quantiles.ALPHA / 2) / Math.sqrt(n) * s;
    double reach = Quantiles.NORMAL_95 * s;
    return new LimitsOfAgreement(
        n,
        Interval.around(bias, t * s / Math.sqrt(n)),
        new Interval(bias - reach, bias - outer, bias - inner),
        new Interval(bias + reach, bias + inner, bias + outer),
        Interval.around(line.getSlope(), line.getSlopeConfidenceInterval(Quantiles.ALPHA)));
  }
}
