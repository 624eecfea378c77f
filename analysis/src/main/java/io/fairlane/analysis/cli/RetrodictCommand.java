package io.fairlane.analysis.cli;

import io.fairlane.experiment.Json;
import io.fairlane.experiment.Refusal;
import io.fairlane.sim.study.RetrodictedCell;
import io.fairlane.sim.study.SeenCell;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "retrodict",
    mixinStandardHelpOptions = true,
    description = "Set the model beside what real Go 1.19.8 was seen to do, cell by cell.")
final class RetrodictCommand implements Callable<Integer> {
  @Option(
      names = "--cells",
      paramLabel = "<text>",
      description = "Only cells whose section or description contains this.")
  private String wanted = "";

  @Option(
      names = "--runs",
      paramLabel = "<n>",
      description = "Simulated runs of each cell. Default: ${DEFAULT-VALUE}.")
  private int runs = 25;

  @Option(names = "--markdown", description = "The table as Markdown.")
  private boolean markdown;

  @Option(names = "--json", description = "One JSON document on standard output.")
  private boolean json;

  private final Shell shell;

  RetrodictCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws InterruptedException {
    Usage.atLeast("--runs", runs, 2);
    List<SeenCell> cells =
        SeenCell.all().stream()
            .filter(c -> c.section().contains(wanted) || c.what().contains(wanted))
            .toList();
    if (cells.isEmpty()) {
      throw Refusal.badInput("--cells " + wanted + ": no cell has this in its description");
    }
    List<RetrodictedCell> done =
        RetrodictedCell.run(
            cells,
            runs,
            java.lang.Runtime.getRuntime().availableProcessors(),
            shell.console().progress());
    shell.console().result(json ? json(done) : markdown ? markdown(done) : text(done));
    return 0;
  }

  private static String text(List<RetrodictedCell> cells) {
    StringBuilder out = new StringBuilder();
    String row = "%-27s %-9s %-14s %-24s %s%n";
    out.append(format(row, "cell", "unit", "seen", "model: p05 median p95", ""));
    for (RetrodictedCell cell : cells) {
      SeenCell seen = cell.seen();
      out.append(
          format(
              row,
              clip(seen.what() + " " + seen.ps() + "P " + seen.variant(), 27),
              clip(seen.unit().replace("seconds", "s").replace("ns a message", "ns/msg"), 9),
              seenRange(seen),
              modelRange(cell),
              label(cell)));
    }
    return out + "\n" + summary(cells);
  }

  private static String markdown(List<RetrodictedCell> cells) {
    StringBuilder out =
        new StringBuilder(
            """
            | section | cell | Ps | variant | unit | seen (runs) | model p05, median, p95 | |
            |---|---|---|---|---|---|---|---|
            """);
    for (RetrodictedCell cell : cells) {
      SeenCell seen = cell.seen();
      out.append(
          format(
              "| %s | %s | %d | %s | %s | %s | %s | %s |%n",
              seen.section(),
              seen.what(),
              seen.ps(),
              seen.variant(),
              seen.unit(),
              seenRange(seen),
              modelRange(cell),
              label(cell)));
    }
    return out + "\n" + summary(cells);
  }

  private static String summary(List<RetrodictedCell> cells) {
    Map<RetrodictedCell.Verdict, Long> count = new LinkedHashMap<>();
    for (RetrodictedCell.Verdict verdict : RetrodictedCell.Verdict.values()) {
      count.put(verdict, cells.stream().filter(c -> c.verdict() == verdict).count());
    }
    return format(
        "%d cells: the model's median is inside the range seen in %d, the ranges overlap in %d,%n"
            + "the model is below in %d and above in %d.%n",
        cells.size(),
        count.get(RetrodictedCell.Verdict.INSIDE),
        count.get(RetrodictedCell.Verdict.OVERLAP),
        count.get(RetrodictedCell.Verdict.MODEL_BELOW),
        count.get(RetrodictedCell.Verdict.MODEL_ABOVE));
  }

  private static String json(List<RetrodictedCell> cells) {
    return Json.write(
        Map.of(
            "cells",
            cells.stream()
                .map(
                    c -> {
                      Map<String, Object> row = new LinkedHashMap<>();
                      row.put("seen", c.seen());
                      row.put("values", c.values());
                      row.put("verdict", label(c));
                      return row;
                    })
                .toList()));
  }

  private static String seenRange(SeenCell seen) {
    String range =
        seen.low() == seen.high()
            ? figure(seen.low())
            : figure(seen.low()) + "-" + figure(seen.high());
    return range + " (" + seen.runs() + ")";
  }

  private static String modelRange(RetrodictedCell cell) {
    String middle =
        figure(cell.seen().unit().startsWith("mean") ? cell.mean() : cell.quantile(0.5));
    return figure(cell.quantile(0.05)) + "  " + middle + "  " + figure(cell.quantile(0.95));
  }

  private static String label(RetrodictedCell cell) {
    return cell.verdict().name().toLowerCase(Locale.ROOT).replace("model_", "");
  }

  /** Three significant digits, without an exponent. */
  private static String figure(double value) {
    if (value == 0) {
      return "0";
    }
    int digits = (int) Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
    return String.format(Locale.ROOT, "%." + Math.min(digits, 3) + "f", value);
  }

  private static String clip(String text, int width) {
    return text.length() <= width ? text : text.substring(0, width);
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
