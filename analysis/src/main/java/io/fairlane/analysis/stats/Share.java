package io.fairlane.analysis.stats;

import org.apache.commons.statistics.interval.BinomialConfidenceInterval;

/**
 * A share of cells with its 95 % interval by Clopper and Pearson (Biometrika 1934), which is never
 * too narrow: 38 of 40 says 0.83 to 0.99, so fewer than about 40 cells cannot certify a coverage of
 * 95 %. Valid for cells that are independent and equally likely to be hit.
 */
public record Share(int hits, int of, double low, double high) {
  /**
   * @param of cells, at least 1
   */
  public static Share of(int hits, int of) {
    var interval =
        BinomialConfidenceInterval.CLOPPER_PEARSON.fromErrorRate(of, hits, Quantiles.ALPHA);
    return new Share(hits, of, interval.getLowerBound(), interval.getUpperBound());
  }

  public double point() {
    return hits / (double) of;
  }
}
