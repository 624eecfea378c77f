package io.fairlane.analysis.stats;

import java.util.Arrays;
import org.apache.commons.math3.util.CombinatoricsUtils;

/**
 * The robust companion of {@link LogRatio}: median of all pairwise log-ratios, with the interval
 * that inverts the exact Mann-Whitney test (Lehmann 1975, section 2.7). One wild trial moves it
 * little; in exchange it needs 4 trials in each sample before 95 % can be reached at all.
 */
public final class HodgesLehmann {
  /** Above this the normal approximation of the null distribution is off by less than one rank. */
  private static final int EXACT_UP_TO = 50;

  private HodgesLehmann() {}

  public static RatioEstimate ratio(double[] numerator, double[] denominator) {
    int n = numerator.length;
    int m = denominator.length;
    if (n == 0 || m == 0) {
      return RatioEstimate.absent();
    }
    double[] pairwise = new double[n * m];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        pairwise[i * m + j] = Math.log(numerator[i] / denominator[j]);
      }
    }
    Arrays.sort(pairwise);
    int middle = pairwise.length / 2;
    double median =
        pairwise.length % 2 == 1 ? pairwise[middle] : (pairwise[middle - 1] + pairwise[middle]) / 2;
    int rank = lowerRank(n, m);
    if (rank == 0) {
      return RatioEstimate.point(Math.exp(median), Math.min(n, m));
    }
    return new RatioEstimate(
        Math.exp(median),
        Math.exp(pairwise[rank - 1]),
        Math.exp(pairwise[pairwise.length - rank]),
        Math.min(n, m),
        RatioEstimate.Method.HODGES_LEHMANN);
  }

  /** Largest k with P(U &lt; k) &lt;= alpha/2 under the null; 0 if there is none. */
  static int lowerRank(int n, int m) {
    if (Math.max(n, m) > EXACT_UP_TO) {
      double mean = n * m / 2.0;
      double sd = Math.sqrt(n * (double) m * (n + m + 1) / 12);
      return Math.max(0, (int) Math.floor(mean - Quantiles.NORMAL_95 * sd));
    }
    double[] counts = nullCounts(n, m);
    double all = CombinatoricsUtils.binomialCoefficientDouble(n + m, n);
    double below = 0;
    int k = 0;
    while (k < counts.length && below + counts[k] <= Quantiles.ALPHA / 2 * all) {
      below += counts[k++];
    }
    return k;
  }

  /**
   * How many of the arrangements of n and m values give U = 0, 1, .., nm: the coefficients of the
   * Gaussian binomial, built factor by factor as (1 - q^(m+i)) / (1 - q^i).
   */
  static double[] nullCounts(int n, int m) {
    double[] counts = new double[n * m + 1];
    counts[0] = 1;
    for (int i = 1; i <= n; i++) {
      for (int u = counts.length - 1; u >= m + i; u--) {
        counts[u] -= counts[u - m - i];
      }
      for (int u = i; u < counts.length; u++) {
        counts[u] += counts[u - i];
      }
    }
    return counts;
  }
}
