package io.fairlane.analysis.sensitivity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.random.SobolSequenceGenerator;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Shares of the response's variance (Sobol' 1993): what a factor carries alone (first order) and
 * with all its interactions (total). Points from a Sobol' sequence in twice as many dimensions as
 * there are factors; estimators of Jansen (1999), recommended by Saltelli et al. (2010). k factors
 * and n points take n (k + 2) evaluations. Intervals by resampling the points.
 */
public final class Sobol {
  /** Fewer points give no interval worth the name. */
  public static final int FEWEST = 32;

  private static final int RESAMPLES = 1_000;

  private Sobol() {}

  /** A share of variance and its 95 % interval. */
  public record Share(double point, double low, double high) {}

  /**
   * Of one factor.
   *
   * @param first of the factor alone
   * @param total with its interactions
   */
  public record Index(Share first, Share total) {}

  /**
   * @param factors number of factors
   * @param points at least {@link #FEWEST}; best a power of two
   * @return one for each factor; where nothing changes the response all shares are 0
   */
  public static List<Index> of(
      Response response, int factors, int points, long seed, Morris.Watch watch)
      throws InterruptedException {
    SobolSequenceGenerator sequence = new SobolSequenceGenerator(2 * factors);
    sequence.skipTo(1); // the first is the corner
    double[] a = new double[points];
    double[] b = new double[points];
    double[][] mixed = new double[factors][points];
    int all = points * (factors + 2);
    int done = 0;
    for (int n = 0; n < points; n++) {
      double[] both = sequence.nextVector();
      double[] left = Arrays.copyOf(both, factors);
      double[] right = Arrays.copyOfRange(both, factors, 2 * factors);
      a[n] = response.at(left);
      b[n] = response.at(right);
      for (int i = 0; i < factors; i++) {
        double[] one = left.clone();
        one[i] = right[i];
        mixed[i][n] = response.at(one);
      }
      done += factors + 2;
      watch.at(done, all);
    }
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    List<Index> indices = new ArrayList<>();
    for (double[] its : mixed) {
      indices.add(index(a, b, its, random));
    }
    return indices;
  }

  private static Index index(double[] a, double[] b, double[] ab, UniformRandomProvider random) {
    int n = a.length;
    int[] as = new int[n];
    Arrays.setAll(as, i -> i);
    double first = first(a, b, ab, as);
    double total = total(a, b, ab, as);
    double[] firsts = new double[RESAMPLES];
    double[] totals = new double[RESAMPLES];
    for (int again = 0; again < RESAMPLES; again++) {
      Arrays.setAll(as, i -> random.nextInt(n));
      firsts[again] = first(a, b, ab, as);
      totals[again] = total(a, b, ab, as);
    }
    return new Index(share(first, firsts), share(total, totals));
  }

  private static Share share(double point, double[] resampled) {
    return new Share(
        point, StatUtils.percentile(resampled, 2.5), StatUtils.percentile(resampled, 97.5));
  }

  private static double first(double[] a, double[] b, double[] ab, int[] rows) {
    double sum = 0;
    for (int row : rows) {
      sum += (b[row] - ab[row]) * (b[row] - ab[row]);
    }
    double variance = variance(a, b, rows);
    return variance == 0 ? 0 : 1 - sum / (2 * rows.length * variance);
  }

  private static double total(double[] a, double[] b, double[] ab, int[] rows) {
    double sum = 0;
    for (int row : rows) {
      sum += (a[row] - ab[row]) * (a[row] - ab[row]);
    }
    double variance = variance(a, b, rows);
    return variance == 0 ? 0 : sum / (2 * rows.length * variance);
  }

  /** Of the response over both samples; exactly 0 if it is everywhere the same. */
  private static double variance(double[] a, double[] b, int[] rows) {
    double[] both = new double[2 * rows.length];
    for (int i = 0; i < rows.length; i++) {
      both[2 * i] = a[rows[i]];
      both[2 * i + 1] = b[rows[i]];
    }
    // a mean of equal values may round, and leave a variance of rounding errors to be shared out
    return StatUtils.min(both) == StatUtils.max(both) ? 0 : StatUtils.variance(both);
  }
}
