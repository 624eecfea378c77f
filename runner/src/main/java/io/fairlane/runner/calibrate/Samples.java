package io.fairlane.runner.calibrate;

import io.fairlane.experiment.Cost;
import java.util.Arrays;
import java.util.stream.IntStream;

/** One figure per iteration of a benchmark, in the order they were measured. */
record Samples(double[] values) {
  /** A cost is some time: differences of noisy figures are cut off here, in ns. */
  private static final double LEAST = 0.1;

  /** Sums pair what was measured in the same iteration. */
  Samples plus(Samples other) {
    return new Samples(
        IntStream.range(0, values.length).mapToDouble(i -> values[i] + other.values[i]).toArray());
  }

  Samples minus(double constant) {
    return new Samples(Arrays.stream(values).map(v -> v - constant).toArray());
  }

  /**
   * Median with the order-statistic interval around it: an iteration hit by another process is off
   * by several times, and a mean would follow it.
   */
  Cost cost(String source) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    // Binomial(n, 1/2), normal approximation; for n < 6 this is the whole range (under 95 %).
    int below = (int) Math.floor(n / 2.0 - 0.98 * Math.sqrt(n) - 0.5);
    int rank = Math.max(0, Math.min(below, (n - 1) / 2));
    return new Cost(
        Math.max(LEAST, median),
        Math.max(LEAST, sorted[rank]),
        Math.max(LEAST, sorted[n - 1 - rank]),
        source);
  }

  /** Spread between iterations as a part of their median, robust against a few disturbed ones. */
  static Cost relativeSd(Samples samples, String source) {
    double[] sorted = samples.values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double median = sorted[n / 2];
    double[] deviations = Arrays.stream(sorted).map(v -> Math.abs(v - median)).sorted().toArray();
    double sd = 1.4826 * deviations[n / 2] / median; // MAD of a normal distribution
    double half = 1.96 * sd / Math.sqrt(n);
    return new Cost(sd, Math.max(0, sd - half), sd + half, source);
  }
}
