package io.fairlane.analysis.cli;

import io.fairlane.experiment.Json;
import io.fairlane.sim.study.RetrodictedCell;
import io.fairlane.sim.study.RetrodictedCell.Verdict;
import io.fairlane.sim.study.SeenCell;
import io.fairlane.sim.study.SeenCell.Evidence;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was seen beside what the model gives, as text of 80 columns, Markdown or JSON. */
record RetrodictionTable(List<RetrodictedCell> cells, int runs) {
  private static final String ROW = "%-24s %-7s %-14s %-23s %s%n";

  String text() {
    StringBuilder out = new StringBuilder();
    String group = "";
    for (RetrodictedCell cell : cells) {
      SeenCell seen = cell.seen();
      String process =
          format("%s %s, %s", seen.section(), seen.what(), ps(seen))
              + (seen.process().cpus() < 2 ? ", one CPU" : "");
      if (!process.equals(group)) {
        group = process;
        out.append(process).append('\n');
      }
      out.append(
          format(
              ROW,
              "  " + seen.process().variant(),
              seen.unit().label().replace("laps/pair-s", "laps/s"),
              seenRange(seen) + (seen.runs().equals("-") ? "" : " (" + seen.runs() + ")"),
              modelRange(cell),
              cell.verdict().label()));
    }
    String head = format(ROW, "process", "unit", "seen (runs)", "model p05 median p95", "verdict");
    return head + out + "\n" + summary();
  }

  String markdown() {
    StringBuilder out =
        new StringBuilder(
            """
            | section | cell | Ps | variant | unit | seen | n | model p05, median, p95 | verdict |
            |---|---|---|---|---|---|---|---|---|
            """);
    for (RetrodictedCell cell : cells) {
      SeenCell seen = cell.seen();
      out.append(
          format(
              "| %s | %s | %d | %s | %s | %s | %s | %s | %s%s |%n",
              seen.section(),
              seen.what(),
              seen.process().ps(),
              seen.process().variant(),
              seen.unit().label(),
              seenRange(seen)
                  + (Double.isNaN(seen.mean()) ? "" : ", mean " + asReported(seen.mean())),
              seen.runs(),
              modelRange(cell),
              cell.verdict().label(),
              seen.evidence() == Evidence.CALIBRATES ? " (a cost's source)" : ""));
    }
    return out + "\n" + summary();
  }

  String json() {
    return Json.write(
        Map.of(
            "runs",
            runs,
            "cells",
            cells.stream()
                .map(
                    cell -> {
                      Map<String, Object> row = new LinkedHashMap<>();
                      row.put("cell", cell.seen().key());
                      row.put("evidence", cell.seen().evidence().label());
                      row.put("seenLow", cell.seen().low());
                      row.put("seenHigh", cell.seen().high());
                      row.put("seenRuns", cell.seen().runs());
                      row.put("p05", cell.quantile(0.05));
                      row.put("median", cell.quantile(0.5));
                      row.put("p95", cell.quantile(0.95));
                      row.put("verdict", cell.verdict().label());
                      row.put("process", cell.seen().process());
                      row.put("values", cell.values());
                      return row;
                    })
                .toList()));
  }

  private String summary() {
    return summary("Predicted", Evidence.PREDICTED)
        + summary("Sources of a cost", Evidence.CALIBRATES);
  }

  private String summary(String what, Evidence evidence) {
    List<RetrodictedCell> some =
        cells.stream().filter(cell -> cell.seen().evidence() == evidence).toList();
    return some.isEmpty()
        ? ""
        : format(
            "%s: %d figures; inside %d, overlap %d, model below %d, above %d.%n",
            what,
            some.size(),
            count(some, Verdict.INSIDE),
            count(some, Verdict.OVERLAP),
            count(some, Verdict.BELOW),
            count(some, Verdict.ABOVE));
  }

  private static long count(List<RetrodictedCell> cells, Verdict verdict) {
    return cells.stream().filter(cell -> cell.verdict() == verdict).count();
  }

  private static String ps(SeenCell seen) {
    return seen.process().ps() == 1 ? "1 P" : seen.process().ps() + " Ps";
  }

  private static String seenRange(SeenCell seen) {
    String low = asReported(seen.low());
    return seen.low() == seen.high() ? low : low + "-" + asReported(seen.high());
  }

  private static String modelRange(RetrodictedCell cell) {
    return figure(cell.quantile(0.05))
        + "  "
        + figure(cell.quantile(0.5))
        + "  "
        + figure(cell.quantile(0.95));
  }

  private static String asReported(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  /** Three significant digits, at most three decimals, without an exponent. */
  private static String figure(double value) {
    if (value == 0) {
      return "0";
    }
    int digits = (int) Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
    return format("%." + Math.min(digits, 3) + "f", value);
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
