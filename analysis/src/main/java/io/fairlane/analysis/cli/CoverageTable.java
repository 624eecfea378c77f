package io.fairlane.analysis.cli;

import io.fairlane.analysis.stats.coverage.CoverageRow;
import io.fairlane.experiment.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How often the intervals hold, as text of 80 columns, Markdown or JSON. */
record CoverageTable(List<CoverageRow> rows, int runs) {
  private static final String ROW = "%-22s  %-10s %2s  %5s  %7s  %-13s  %s";

  String text() {
    StringBuilder out = new StringBuilder();
    out.append(line("routine", "distribution", "n", "level", "held", "95 %", "verdict"));
    String last = "";
    for (CoverageRow row : rows) {
      String routine = row.routine().equals(last) ? "" : row.routine();
      last = row.routine();
      out.append(
          line(
              routine,
              row.distribution(),
              String.valueOf(row.n()),
              format("%.0f %%", 100 * row.nominal()),
              held(row),
              interval(row),
              row.verdict().label()));
    }
    return out
        + "\n"
        + """
        n: trials in each arm, cells or blocks (of pooled iterations: forks of 20)
        held: how often the truth lay in the interval; of a test, how often it did not
          reject the truth. In brackets the 95 % interval of that share
        holds: not shown to be off by more than 2 points; cautious: holds more often
        pooled iterations and each control are wrong on purpose: they must fail
        """
        + summary();
  }

  String markdown() {
    StringBuilder out =
        new StringBuilder(
            """
            | routine | distribution | n | nominal | held | 95 % interval | verdict |
            |---|---|---|---|---|---|---|
            """);
    for (CoverageRow row : rows) {
      out.append(
          format(
              "| %s | %s | %d | %.0f %% | %s | %s | %s |%n",
              row.routine(),
              row.distribution(),
              row.n(),
              100 * row.nominal(),
              held(row),
              interval(row),
              row.verdict().label()));
    }
    return out + "\n" + summary();
  }

  String json() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("runs", runs);
    document.put("rows", rows.stream().map(CoverageTable::json).toList());
    return Json.write(document);
  }

  /** Rows whose verdict fails the table. */
  long bad() {
    return rows.stream().filter(row -> row.verdict().bad()).count();
  }

  private static Map<String, Object> json(CoverageRow row) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("routine", row.routine());
    fields.put("distribution", row.distribution());
    fields.put("n", row.n());
    fields.put("nominal", row.nominal());
    fields.put("control", row.control());
    fields.put("held", row.covered() == null ? null : row.covered().point());
    fields.put("low", row.covered() == null ? null : row.covered().low());
    fields.put("high", row.covered() == null ? null : row.covered().high());
    fields.put("verdict", row.verdict().label());
    return fields;
  }

  private String summary() {
    return format(
        "%d experiments a row; hold %d, cautious %d, refused %d, too narrow %d.%n",
        runs,
        count(CoverageRow.Verdict.HOLDS),
        count(CoverageRow.Verdict.CAUTIOUS),
        count(CoverageRow.Verdict.REFUSED),
        count(CoverageRow.Verdict.TOO_NARROW));
  }

  private long count(CoverageRow.Verdict verdict) {
    return rows.stream().filter(row -> row.verdict() == verdict).count();
  }

  private static String held(CoverageRow row) {
    return row.covered() == null ? "-" : format("%.1f %%", 100 * row.covered().point());
  }

  private static String interval(CoverageRow row) {
    return row.covered() == null
        ? ""
        : format("[%.1f, %.1f]", 100 * row.covered().low(), 100 * row.covered().high());
  }

  private static String line(Object... cells) {
    return format(ROW, cells).stripTrailing() + "\n";
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
