package io.fairlane.analysis.stats;

import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.correlation.Covariance;

/**
 * Lin's concordance correlation: 1 if all pairs lie on the line y = x, smaller if they scatter
 * about it <em>or</em> lie on another line; at most the correlation (Lin, Biometrics 1989). It has
 * no unit, and grows with the range of the cells: compare it only over the same cells. Speedups are
 * to be passed as logs.
 *
 * <p>The 95 % interval is Lin's by Fisher's z, with the variance as corrected in Biometrics 2000
 * (page 324) and Student's t on n - 2 degrees in place of the normal quantile, which covers 91 % at
 * n = 5. Valid for pairs that are about bivariate normal; no ends are given below {@link
 * GridAgreement#MIN_CELLS} + 1 pairs, or for a correlation of 0 or +-1.
 */
public final class Concordance {
  private Concordance() {}

  /**
   * @throws IllegalArgumentException with fewer than 3 pairs or unequal lengths
   */
  public static Interval of(double[] x, double[] y) {
    double point = point(x, y);
    int n = x.length;
    double productOfSpreads =
        Math.sqrt(StatUtils.populationVariance(x) * StatUtils.populationVariance(y));
    double r = new Covariance().covariance(x, y, false) / productOfSpreads;
    if (n <= GridAgreement.MIN_CELLS || !(Math.abs(r) > 0 && Math.abs(r) < 1)) {
      return Interval.point(point);
    }
    double shift = StatUtils.mean(x) - StatUtils.mean(y);
    double uu = shift * shift / productOfSpreads;
    double c = point;
    double rest = 1 - c * c;
    double variance =
        ((1 - r * r) * c * c / (rest * r * r)
                + 2 * c * c * c * (1 - c) * uu / (r * rest * rest)
                - c * c * c * c * uu * uu / (2 * r * r * rest * rest))
            / (n - 2);
    if (!(variance >= 0)) {
      return Interval.point(point); // rounding, where the correlation is all but 1
    }
    double z = Math.log((1 + c) / (1 - c)) / 2;
    double half = Quantiles.t(1 - Quantiles.ALPHA / 2, n - 2.0) * Math.sqrt(variance);
    return new Interval(c, Math.tanh(z - half), Math.tanh(z + half));
  }

  static double point(double[] x, double[] y) {
    if (x.length != y.length || x.length < GridAgreement.MIN_CELLS) {
      throw new IllegalArgumentException("pairs: " + x.length + ", " + y.length);
    }
    double shift = StatUtils.mean(x) - StatUtils.mean(y);
    // Lin's own definition divides by n, not n - 1.
    return 2
        * new Covariance().covariance(x, y, false)
        / (StatUtils.populationVariance(x) + StatUtils.populationVariance(y) + shift * shift);
  }
}
