package io.fairlane.bench;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;

/**
 * Markdown: a row per model and size; per package the time of an event of its best event list, the
 * bytes allocated for it, and how many times Fairlane's time it is.
 */
final class EventTable {
  private record Cell(Engine engine, double nanos, double bytes) {}

  String head() {
    StringBuilder head = new StringBuilder("| model | N |");
    StringBuilder rule = new StringBuilder("|---|---:|");
    for (Engine.Column column : Engine.Column.values()) {
      head.append(' ').append(column.title).append(" |");
      rule.append("---:|");
    }
    return head + "\n" + rule;
  }

  String row(Plan.Row row, Collection<RunResult> results) {
    Map<Engine.Column, Cell> best = new EnumMap<>(Engine.Column.class);
    for (RunResult result : results) {
      Engine engine = Engine.valueOf(result.getParams().getParam("engine"));
      Cell cell =
          new Cell(
              engine, result.getPrimaryResult().getScore(), Measured.bytesPerOperation(result));
      best.merge(engine.column(), cell, (a, b) -> a.nanos <= b.nanos ? a : b);
    }
    double fairlane =
        best.containsKey(Engine.Column.FAIRLANE)
            ? best.get(Engine.Column.FAIRLANE).nanos
            : Double.NaN;
    StringBuilder line = new StringBuilder("| " + row.model().label() + " | ");
    line.append(row.model().isHold() ? String.format(Locale.ROOT, "%,d", row.pending()) : "1-2");
    line.append(" |");
    for (Engine.Column column : Engine.Column.values()) {
      Cell cell = best.get(column);
      line.append(' ').append(cell == null ? "" : text(cell, fairlane)).append(" |");
    }
    return line.toString();
  }

  private static String text(Cell cell, double fairlane) {
    String figures =
        String.format(Locale.ROOT, "%s ns, %.0f B", Measured.threeDigits(cell.nanos), cell.bytes);
    if (cell.engine.column() != Engine.Column.FAIRLANE) {
      figures += String.format(Locale.ROOT, ", **%.1fx**", cell.nanos / fairlane);
    }
    return cell.engine.eventList().isEmpty() ? figures : figures + " " + cell.engine.eventList();
  }
}
