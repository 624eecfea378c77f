package io.fairlane.runner.pool;

import org.HdrHistogram.AbstractHistogram;

/** Quantiles that a sample supports: others would hang on a few values. */
final class Supported {
  /** How many values must lie beyond a quantile for it to be given. */
  private static final double BEYOND = 10;

  private Supported() {}

  /**
   * The value that a share {@code q} of all does not exceed; null if fewer than ten lie beyond: p50
   * needs 20 values, p99 1,000, p999 10,000.
   */
  static Double quantile(AbstractHistogram values, double q) {
    // a little less than ten, for (1 - 0.99) is not one hundredth
    boolean supported = values.getTotalCount() * (1 - q) >= BEYOND - 1e-6;
    return supported ? (double) values.getValueAtPercentile(100 * q) : null;
  }
}
