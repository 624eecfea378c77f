package io.fairlane.runner.warmup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.descriptive.Median;

/**
 * Where the level of a noisy series changes: the segmentation with the least squared deviation from
 * its segments' means plus a penalty for each change, found exactly by optimal partitioning
 * (Jackson et al. 2005, IEEE Signal Processing Letters 12, 105). PELT (Killick, Fearnhead and
 * Eckley 2012) is the same with pruning, which a series of some hundred values does not need.
 *
 * <p>The noise is estimated from differences of neighbours, which a change of level hardly touches
 * (median absolute difference); single values far from their neighbours are pulled in first, for
 * one late wake-up is no change of level. With the penalty of {@value #PENALTY} ln n a series
 * without a change is cut in one or two of a hundred cases, a long one in fewer.
 */
public final class ChangePoints {
  /** Of one change, in squared standard deviations and logarithms of the series' length. */
  static final double PENALTY = 5;

  /** Fewer values have no level of their own. */
  public static final int SHORTEST_SEGMENT = 4;

  /** Values on each side of one that say what is usual there. */
  private static final int NEIGHBOURS = 3;

  /** Standard deviations beyond the neighbours' median at which a value is pulled in. */
  private static final double FAR = 3;

  /** Median of |difference of two normal values| in standard deviations of one. */
  private static final double MEDIAN_DIFFERENCE = 0.6745 * Math.sqrt(2);

  /** Noise below this share of the level is taken for it: clocks are no finer. */
  private static final double LEAST_NOISE = 1e-3;

  /** Without withCopy it sorts what it is given. */
  private static final Median MEDIAN = Median.withDefaults().withCopy(true);

  private ChangePoints() {}

  /**
   * @return the first index of each segment but the first, ascending; empty if nothing changes
   */
  public static List<Integer> of(double[] series) {
    int n = series.length;
    if (n < 2 * SHORTEST_SEGMENT) {
      return List.of();
    }
    double noise = noise(series);
    double[] calm = pulledIn(series, noise);
    return best(calm, noise * noise * PENALTY * Math.log(n));
  }

  private static double noise(double[] series) {
    double[] differences = new double[series.length - 1];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = Math.abs(series[i + 1] - series[i]);
    }
    double level = Math.abs(MEDIAN.evaluate(series));
    return Math.max(
        MEDIAN.evaluate(differences) / MEDIAN_DIFFERENCE,
        Math.max(level * LEAST_NOISE, Double.MIN_NORMAL));
  }

  private static double[] pulledIn(double[] series, double noise) {
    double[] calm = series.clone();
    for (int i = 0; i < series.length; i++) {
      // At the ends as many neighbours as elsewhere, so that a slow start remains one.
      int from = Math.clamp(i - NEIGHBOURS, 0, series.length - 2 * NEIGHBOURS - 1);
      double usual = MEDIAN.evaluate(Arrays.copyOfRange(series, from, from + 2 * NEIGHBOURS + 1));
      calm[i] = Math.clamp(series[i], usual - FAR * noise, usual + FAR * noise);
    }
    return calm;
  }

  /**
   * @param penalty of each change, in squared units of the series
   */
  static List<Integer> best(double[] x, double penalty) {
    int n = x.length;
    double[] sum = new double[n + 1];
    double[] squares = new double[n + 1];
    for (int i = 0; i < n; i++) {
      sum[i + 1] = sum[i] + x[i];
      squares[i + 1] = squares[i] + x[i] * x[i];
    }
    // The least cost of the first values up to each end, and where its last segment starts.
    double[] least = new double[n + 1];
    int[] last = new int[n + 1];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    least[0] = -penalty;
    for (int end = SHORTEST_SEGMENT; end <= n; end++) {
      for (int start = 0; start <= end - SHORTEST_SEGMENT; start++) {
        double cost = least[start] + deviation(sum, squares, start, end) + penalty;
        if (cost < least[end]) {
          least[end] = cost;
          last[end] = start;
        }
      }
    }
    List<Integer> changes = new ArrayList<>();
    for (int at = last[n]; at > 0; at = last[at]) {
      changes.add(0, at);
    }
    return changes;
  }

  /** Sum of squared deviations from their mean of the values from start to before end. */
  private static double deviation(double[] sum, double[] squares, int start, int end) {
    double s = sum[end] - sum[start];
    return Math.max(0, squares[end] - squares[start] - s * s / (end - start));
  }
}
