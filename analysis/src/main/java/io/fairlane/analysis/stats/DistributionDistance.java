package io.fairlane.analysis.stats;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * How far a simulated distribution is from a measured one: the area between the two distribution
 * functions, that is, by how much values must be moved on average to turn one into the other
 * (Wasserstein-1; as a validation metric, Ferson, Oberkampf and Ginzburg, CMAME 2008). In the unit
 * of the values.
 *
 * <p>Two samples of the very same distribution are some way apart too, and no model can be nearer
 * than that, so the distance stands beside its noise floor: how far random halves of the measured
 * sample are apart. (Halves are smaller than the samples compared, so the floor is high, by 41 %
 * with as many simulated as measured values and twofold with many more.) Whether the distance could
 * be chance, the permutation test says; it is exact, also with ties. Values must be independent:
 * one per trial.
 *
 * @param distance area between the distribution functions
 * @param relative the same, as a share of the measured median
 * @param floor median distance between random halves of the measured sample
 * @param floor95 their 95th percentile
 * @param p share of random relabellings at least as far apart; small: the distributions differ
 */
public record DistributionDistance(
    double distance, double relative, double floor, double floor95, double p) {
  /** Fewest measured values: the halves need two each. */
  public static final int MIN_MEASURED = 4;

  /** Relabellings that differ by rounding alone are as far apart. */
  static final double ROUNDING = 1e-12;

  /**
   * @param rounds splits and relabellings; 999 for a p to two digits
   * @throws IllegalArgumentException with too few values
   * @see BlockedDistance for samples of blocks that differ
   */
  public static DistributionDistance of(
      double[] simulated, double[] measured, int rounds, long seed) {
    if (simulated.length == 0 || measured.length < MIN_MEASURED) {
      throw new IllegalArgumentException(
          "values: " + simulated.length + " simulated, " + measured.length + " measured");
    }
    UniformRandomProvider random = RandomSource.L64_X128_MIX.create(seed);
    double distance = between(simulated, measured);
    double[] floors = new double[rounds];
    double[] own = measured.clone();
    double[] all = Arrays.copyOf(simulated, simulated.length + measured.length);
    System.arraycopy(measured, 0, all, simulated.length, measured.length);
    int asFar = 0;
    for (int round = 0; round < rounds; round++) {
      floors[round] = betweenParts(own, own.length / 2, random);
      asFar += betweenParts(all, simulated.length, random) >= distance * (1 - ROUNDING) ? 1 : 0;
    }
    return new DistributionDistance(
        distance,
        distance / SampleSummary.quantile(measured, 0.5),
        SampleSummary.quantile(floors, 0.5),
        SampleSummary.quantile(floors, 0.95),
        (asFar + 1.0) / (rounds + 1));
  }

  /** Shuffles, then compares the first values with the others. */
  static double betweenParts(double[] values, int first, UniformRandomProvider random) {
    for (int i = 0; i < first; i++) {
      int j = i + random.nextInt(values.length - i);
      double swapped = values[i];
      values[i] = values[j];
      values[j] = swapped;
    }
    return between(Arrays.copyOf(values, first), Arrays.copyOfRange(values, first, values.length));
  }

  /** Wasserstein-1 distance of two samples of any sizes, at least one value each. */
  public static double between(double[] x, double[] y) {
    double[] a = x.clone();
    double[] b = y.clone();
    Arrays.sort(a);
    Arrays.sort(b);
    double area = 0;
    double last = Math.min(a[0], b[0]);
    int i = 0;
    int j = 0;
    while (i < a.length || j < b.length) {
      double next = j == b.length || i < a.length && a[i] <= b[j] ? a[i] : b[j];
      area += (next - last) * Math.abs(i / (double) a.length - j / (double) b.length);
      last = next;
      while (i < a.length && a[i] == next) {
        i++;
      }
      while (j < b.length && b[j] == next) {
        j++;
      }
    }
    return area;
  }
}
