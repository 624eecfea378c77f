package io.fairlane.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;

/** Markdown: what one replication of the seed costs, and of that each event and message. */
final class SchedulerTable {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_MICRO = 1e3;

  String head() {
    return "| seed, one replication | time | ns per event | million events/s | million messages/s"
        + " | ns per background turn | B per event |"
        + "\n|---|---:|---:|---:|---:|---:|---:|";
  }

  String rows(Collection<RunResult> results) {
    List<String> lines = new ArrayList<>();
    for (RunResult result : results) {
      double replication = result.getPrimaryResult().getScore();
      double event = Measured.secondary(result, "events");
      lines.add(
          String.format(
              Locale.ROOT,
              "| %s | %s ms | %s | %s | %s | %s | %s |",
              result.getParams().getParam("arm").toLowerCase(Locale.ROOT),
              Measured.threeDigits(replication / NANOS_PER_MILLI),
              Measured.threeDigits(event),
              Measured.threeDigits(NANOS_PER_MICRO / event),
              Measured.threeDigits(NANOS_PER_MICRO / Measured.secondary(result, "messages")),
              Measured.threeDigits(Measured.secondary(result, "turns")),
              Measured.threeDigits(Measured.bytesPerOperation(result) * event / replication)));
    }
    return String.join("\n", lines);
  }
}
