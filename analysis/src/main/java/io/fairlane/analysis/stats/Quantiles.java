package io.fairlane.analysis.stats;

import org.apache.commons.math3.distribution.TDistribution;

/** The quantiles that intervals are made of. */
final class Quantiles {
  /** Of the 95 % intervals: what is left outside. */
  static final double ALPHA = 0.05;

  /** Of the standard normal at 1 - {@link #ALPHA} / 2. */
  static final double NORMAL_95 = 1.959963984540054;

  private Quantiles() {}

  /**
   * Of Student's t; half the width of a 95 % interval in standard errors is {@code t(0.975, .)}.
   */
  static double t(double p, double degrees) {
    return new TDistribution(null, degrees).inverseCumulativeProbability(p);
  }
}
