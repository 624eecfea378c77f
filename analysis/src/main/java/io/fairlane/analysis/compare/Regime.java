package io.fairlane.analysis.compare;

import io.fairlane.analysis.stats.RatioEstimate;
import java.util.Locale;

/** Which way a lane of its own turns out. */
public enum Regime {
  GAIN,
  NEUTRAL,
  LOSS,
  /** The trials do not tell: the interval holds 1 and more than the neutral band, or is missing. */
  UNDECIDED;

  /** Ratios from 1/1.02 to 1.02 count as no change: less than runs of one program differ by. */
  public static final double NEUTRAL_BAND = 1.02;

  public static Regime of(RatioEstimate speedup) {
    if (!speedup.hasInterval()) {
      return UNDECIDED;
    }
    if (speedup.low() >= 1 / NEUTRAL_BAND && speedup.high() <= NEUTRAL_BAND) {
      return NEUTRAL;
    }
    return speedup.excludesOne() ? ofPoint(speedup.ratio()) : UNDECIDED;
  }

  /** The side on which a point lies, for predictions: their interval can be made narrow at will. */
  public static Regime ofPoint(double ratio) {
    if (Double.isNaN(ratio)) {
      return UNDECIDED;
    }
    return ratio > NEUTRAL_BAND ? GAIN : ratio < 1 / NEUTRAL_BAND ? LOSS : NEUTRAL;
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
