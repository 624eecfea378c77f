package io.fairlane.stress;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.lang3.StringUtils;
import org.apache.commons.text.WordUtils;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.GradingResult;

/** A row for each test, over all its forks: what was seen, how often, and what was forbidden. */
final class Table {
  private static final String ROW = "%-26s %12s  %-27s %9s%n";
  private static final int OUTCOMES = 27;
  private static final int WIDTH = 80;

  private final Map<String, Row> rows = new TreeMap<>();

  private static final class Row {
    private final Map<String, Long> seen = new TreeMap<>();
    private long samples;
    private long forbidden;

    /** Forks that ended in an error: an exception, a timeout, a crash. */
    private final List<String> errors = new ArrayList<>();

    private void add(TestResult result) {
      if (result.status() != Status.NORMAL) {
        // The log has the stack trace.
        errors.add(result.status() + ", " + String.join(" ", result.getMessages()));
      }
      for (GradingResult graded : result.grading().gradingResults.values()) {
        if (graded.count > 0) {
          samples += graded.count;
          seen.merge(graded.id, graded.count, Long::sum);
          if (graded.expect == Expect.FORBIDDEN) {
            forbidden += graded.count;
          }
        }
      }
    }

    private String outcomes() {
      List<String> shares = new ArrayList<>();
      seen.entrySet().stream()
          .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
          .forEach(e -> shares.add(e.getKey() + " " + share(e.getValue())));
      return String.join(", ", shares);
    }

    private String share(long count) {
      double percent = 100.0 * count / samples;
      return percent >= 0.1 ? String.format(Locale.ROOT, "%.1f%%", percent) : "x" + count;
    }
  }

  Table(Collection<TestResult> results) {
    for (TestResult result : results) {
      rows.computeIfAbsent(shortened(result.getName()), name -> new Row()).add(result);
    }
  }

  /** {@code io.fairlane.runner.pool.RingStress.TakeOrSteal}: Ring.TakeOrSteal. */
  private static String shortened(String name) {
    return name.replaceFirst(".*\\.(\\w+)Stress\\.", "$1.");
  }

  void print(PrintStream out) {
    out.printf(ROW, "test", "samples", "outcomes", "forbidden");
    rows.forEach(
        (name, row) -> {
          String[] lines = WordUtils.wrap(row.outcomes(), OUTCOMES).split(System.lineSeparator());
          String samples = String.format(Locale.ROOT, "%,d", row.samples);
          out.printf(ROW, name, samples, lines[0], row.forbidden);
          for (int i = 1; i < lines.length; i++) {
            out.println(String.format(ROW, "", "", lines[i], "").stripTrailing());
          }
          row.errors.forEach(
              error -> out.println(StringUtils.abbreviate("  failed: " + error, WIDTH)));
        });
    long forbidden = rows.values().stream().mapToLong(row -> row.forbidden).sum();
    long failed = rows.values().stream().mapToLong(row -> row.errors.size()).sum();
    out.printf("%nforbidden = %d, failed = %d%n", forbidden, failed);
  }

  /**
   * @param tests that were asked for: one without a result has not passed
   */
  boolean passed(int tests) {
    return rows.size() == tests
        && rows.values().stream()
            .allMatch(row -> row.samples > 0 && row.forbidden == 0 && row.errors.isEmpty());
  }
}
