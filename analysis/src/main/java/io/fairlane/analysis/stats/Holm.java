package io.fairlane.analysis.stats;

import java.util.stream.IntStream;

/**
 * p values adjusted for their number by Holm's step-down rule (Scandinavian Journal of Statistics
 * 1979): of all the cells called different at an adjusted p &lt;= 0.05, even one is wrong at most 5
 * times in 100, whatever the dependence between cells. Never weaker than Bonferroni's.
 */
public final class Holm {
  private Holm() {}

  /**
   * @param p values between 0 and 1
   * @return adjusted values in the same order, between 0 and 1
   */
  public static double[] adjusted(double[] p) {
    int n = p.length;
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted((a, b) -> Double.compare(p[a], p[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[n];
    double largest = 0;
    for (int rank = 0; rank < n; rank++) {
      double value = p[order[rank]];
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException("p: " + value + ", between 0 and 1");
      }
      // a later cell cannot be surer than an earlier one
      largest = Math.max(largest, Math.min(1, (n - rank) * value));
      adjusted[order[rank]] = largest;
    }
    return adjusted;
  }
}
