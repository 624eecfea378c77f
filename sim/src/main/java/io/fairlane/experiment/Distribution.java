package io.fairlane.experiment;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How work varies from one turn or message to the next. */
public enum Distribution {
  /** Always the mean. */
  CONSTANT,
  /** Without memory; standard deviation = mean. */
  EXPONENTIAL,
  /** Skewed to the right; its standard deviation over its mean is the key {@code cv}. */
  LOGNORMAL,
  /** Heavy-tailed; its tail exponent is the key {@code alpha}. */
  PARETO;

  /** The name used in scenario files. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
