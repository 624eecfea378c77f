package io.fairlane.analysis.sweep;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.sweep.ResultRow;
import java.util.Arrays;
import java.util.List;

/** A line of {@code result.csv} as far as a map needs it. */
record Row(
    int cell,
    Runtime runtime,
    List<String> values,
    Arm arm,
    int rep,
    boolean endless,
    double seconds,
    double backgroundTurns) {
  private static final int FIRST = 2;

  /**
   * @param keys how many vary
   * @throws Refusal (bad input) if it is no such line
   */
  static Row parse(String where, String line, int keys) {
    String[] parts = line.split(",", -1);
    int own = FIRST + keys;
    try {
      boolean endless = parts[own + 3].equals(ResultRow.ENDLESS);
      return new Row(
          Integer.parseInt(parts[0]),
          Runtime.of(parts[1]),
          Arrays.asList(parts).subList(FIRST, own),
          Arm.of(parts[own]),
          Integer.parseInt(parts[own + 1]),
          endless,
          endless ? Double.NaN : Double.parseDouble(parts[own + 4]),
          endless ? Double.NaN : Double.parseDouble(parts[own + 6]));
    } catch (RuntimeException e) {
      throw Refusal.badInput(where + ": not a row of this sweep's result: '" + line + "'");
    }
  }
}
