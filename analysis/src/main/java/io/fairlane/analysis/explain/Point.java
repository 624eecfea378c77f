package io.fairlane.analysis.explain;

import io.fairlane.analysis.compare.Regime;
import io.fairlane.analysis.stats.RatioEstimate;

/**
 * The model's answer at one value of one key.
 *
 * @param fairSeconds geometric mean; NaN if an arm did not end
 * @param armSeconds the same of the other arm
 * @param messages fewer than the scenario's where each takes more work: see {@link FlipSearch}
 */
record Point(
    Knob key,
    long value,
    RatioEstimate speedup,
    double fairSeconds,
    double armSeconds,
    long messages) {
  /**
   * Speedups from 1/1.1 to 1.1 count as neutral here: more than runs of one host differ by from day
   * to day, so that a flip is one that a user would notice.
   */
  static final double BAND = 1.1;

  /** Undecided if the interval reaches across an edge of the band. */
  Regime regime() {
    if (!speedup.hasInterval()) {
      return Regime.UNDECIDED;
    }
    if (speedup.low() > BAND) {
      return Regime.GAIN;
    }
    if (speedup.high() < 1 / BAND) {
      return Regime.LOSS;
    }
    return speedup.low() >= 1 / BAND && speedup.high() <= BAND ? Regime.NEUTRAL : Regime.UNDECIDED;
  }

  boolean decided() {
    return regime() != Regime.UNDECIDED;
  }
}
