package io.fairlane.analysis.stats;

import org.apache.commons.math3.distribution.BetaDistribution;

/**
 * A share of cells with its 95 % interval by Clopper and Pearson (1934), which is never too narrow:
 * 38 of 40 says 0.83 to 0.99, so fewer than about 40 cells cannot certify a coverage of 95 %. By
 * hand, because Commons Math 3.6.1 throws where all cells or none are hit.
 */
public record Share(int hits, int of, double low, double high) {
  private static final double ALPHA = 0.05;

  /**
   * @param of cells, at least 1
   */
  public static Share of(int hits, int of) {
    return new Share(
        hits,
        of,
        hits == 0
            ? 0
            : new BetaDistribution(null, hits, of - hits + 1.0)
                .inverseCumulativeProbability(ALPHA / 2),
        hits == of
            ? 1
            : new BetaDistribution(null, hits + 1.0, of - hits)
                .inverseCumulativeProbability(1 - ALPHA / 2));
  }

  public double point() {
    return hits / (double) of;
  }
}
