package io.fairlane.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;

/** Markdown: what an event costs with more background tasks, beside the fewest. */
final class CrowdTable {
  private double ofFewest = Double.NaN;

  String head() {
    return "| background tasks | ns per event | of the first row | ns per background turn"
        + " | B per event |"
        + "\n|---:|---:|---:|---:|---:|";
  }

  /** Results in the order of their tasks. */
  String rows(Collection<RunResult> results) {
    List<String> lines = new ArrayList<>();
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
    return String.join("\n", lines);
  }
}
