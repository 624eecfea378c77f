package io.fairlane.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;

/** Markdown: what an event costs with more background tasks, beside the fewest. */
final class CrowdTable {
  private final List<String> lines = new ArrayList<>();
  private double ofFewest = Double.NaN;

  CrowdTable() {
    lines.add(
        "| background tasks | ns per event | of the first row | ns per background turn"
            + " | B per event |");
    lines.add("|---:|---:|---:|---:|---:|");
  }

  /** Results in the order of their tasks. */
  void add(Collection<RunResult> results) {
    for (RunResult result : results) {
      double event = Measured.secondary(result, "events");
      ofFewest = Double.isNaN(ofFewest) ? event : ofFewest;
      double second = result.getPrimaryResult().getScore();
      lines.add(
          String.format(
              Locale.ROOT,
              "| %,d | %s | %.2fx | %s | %s |",
              Integer.parseInt(result.getParams().getParam("tasks")),
              Measured.threeDigits(event),
              event / ofFewest,
              Measured.threeDigits(Measured.secondary(result, "turns")),
              Measured.threeDigits(Measured.bytesPerOperation(result) * event / second)));
    }
  }

  @Override
  public String toString() {
    return String.join("\n", lines) + "\n";
  }
}
