package io.fairlane.analysis.compare;

import io.fairlane.analysis.stats.PredictedRatio;
import io.fairlane.analysis.stats.RatioEstimate;
import java.util.Locale;

/** Whether the measurement is one that the prediction expects. */
public enum Agreement {
  /** The measured speedup lies in the predicted 95 % interval. */
  AGREES,
  /** It lies outside. */
  MISSES,
  /** One side is missing or has too few trials to say. */
  UNDECIDED;

  static Agreement of(PredictedRatio predicted, RatioEstimate measured) {
    if (!predicted.hasInterval() || !measured.hasInterval()) {
      return UNDECIDED;
    }
    return predicted.expects(measured.ratio()) ? AGREES : MISSES;
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
