package io.fairlane.analysis.stats.coverage;

import io.fairlane.analysis.stats.Share;

/**
 * How often a routine held the truth.
 *
 * @param routine its name, for tables
 * @param distribution what was drawn
 * @param n trials in each arm, or cells
 * @param nominal how often it should hold
 * @param control true if it is known to be wrong
 * @param covered how often it did; null if the routine refuses this size
 */
public record CoverageRow(
    String routine, String distribution, int n, double nominal, boolean control, Share covered) {
  /** An interval this much off its level, 93 % for 95 %, misleads nobody. */
  private static final double TOLERANCE = 0.02;

  /** What the share shows, with 95 % confidence. */
  public enum Verdict {
    /** Within two points of the level, or not shown to be outside. */
    HOLDS("holds"),
    /** Holds more often than it says: safe, but wider than need be. */
    CAUTIOUS("cautious"),
    /** Holds too seldom. */
    TOO_NARROW("TOO NARROW"),
    /** The routine gives no interval at this size. */
    REFUSED("refused"),
    /** The control is found out, as it must be. */
    CONTROL_FAILS("fails"),
    /** The control is not: then the other rows prove nothing. */
    CONTROL_HOLDS("NOT CAUGHT");

    private final String label;

    Verdict(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }

    /** True if the table as a whole must not be trusted. */
    public boolean bad() {
      return this == TOO_NARROW || this == CONTROL_HOLDS;
    }
  }

  public Verdict verdict() {
    if (covered == null) {
      return Verdict.REFUSED;
    }
    boolean narrow = covered.high() < nominal - TOLERANCE;
    if (control) {
      return narrow ? Verdict.CONTROL_FAILS : Verdict.CONTROL_HOLDS;
    }
    return narrow
        ? Verdict.TOO_NARROW
        : covered.low() > nominal + TOLERANCE ? Verdict.CAUTIOUS : Verdict.HOLDS;
  }
}
