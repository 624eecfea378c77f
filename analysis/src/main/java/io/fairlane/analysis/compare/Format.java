package io.fairlane.analysis.compare;

import io.fairlane.experiment.Refusal;
import java.util.Arrays;
import java.util.stream.Collectors;

/** In which form a comparison is printed. */
public enum Format {
  /** For a terminal of 80 columns. */
  TEXT("text"),
  /** A table for a code host or a wiki. */
  MARKDOWN("markdown"),
  /** One line for each lane, all figures unrounded. */
  CSV("csv"),
  /** One line for each trial, as {@code go test -bench} prints them; benchstat reads it. */
  GO_BENCH("go-bench"),
  /** A line for each lane and prediction, with its spread: what {@link StudyErrors} is made of. */
  ERRORS("errors");

  private final String label;

  Format(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }

  /**
   * @throws Refusal (bad input) naming those that exist
   */
  public static Format of(String label) {
    return Arrays.stream(values())
        .filter(format -> format.label.equals(label))
        .findFirst()
        .orElseThrow(() -> Refusal.badInput("unknown format '" + label + "': one of " + labels()));
  }

  private static String labels() {
    return Arrays.stream(values()).map(Format::label).collect(Collectors.joining(", "));
  }
}
