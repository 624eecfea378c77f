package io.fairlane.analysis.validate;

import io.fairlane.analysis.compare.ArmComparison;
import io.fairlane.analysis.compare.Figures;
import io.fairlane.analysis.compare.Lines;
import io.fairlane.analysis.compare.Stratum;
import io.fairlane.analysis.compare.Summary;
import io.fairlane.analysis.stats.GridAgreement;
import io.fairlane.analysis.stats.PredictedRatio;
import io.fairlane.analysis.stats.RatioEstimate;
import io.fairlane.experiment.Runtime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** A grid's comparison as text of 80 columns: the answer first, then every cell. */
public final class GridTable {
  private static final String ROW = "%-5s %-12s %-9s %-21s %-21s %7s%n";
  private static final String GROUP = "%-16s %5s %7s %7s %9s %7s %7s %7s %7s%n";
  private static final String SKILL = "  %-6s ";
  private static final String INDENT = "         ";
  private static final int WORST = 5;
  private static final int COLUMNS = 80;

  private GridTable() {}

  public static String text(GridComparison comparison) {
    return String.join("\n", Lines.wrap(GridHeadline.of(comparison), "", COLUMNS))
        + "\n\n"
        + summary(comparison)
        + "\n"
        + sentences(comparison)
        + "\n"
        + statistics(comparison.statistics())
        + worst(comparison)
        + "\n"
        + cells(comparison);
  }

  /** The answer, by runtime and stratum. */
  static String summary(GridComparison comparison) {
    StringBuilder out =
        new StringBuilder(
            format(
                GROUP,
                "speedup error",
                "cells",
                "median",
                "p90",
                "in 95 %",
                "width",
                "sign",
                "CCC",
                "skill"));
    List<String> groups = new ArrayList<>();
    comparison.rows().forEach(row -> addOnce(groups, row.lane().runtime().label()));
    for (String runtime : groups) {
      out.append(group(runtime, comparison, row -> row.lane().runtime().label().equals(runtime)));
      for (Stratum stratum : Stratum.values()) {
        out.append(
            group(
                "  " + stratum.label(),
                comparison,
                row ->
                    row.lane().runtime().label().equals(runtime)
                        && row.cell().stratum() == stratum));
      }
      if (comparison.beforehand() != null) {
        out.append(
            group(
                "  beforehand",
                comparison.beforehand(),
                row -> row.lane().runtime().label().equals(runtime)));
      }
    }
    return out
        + "in 95 %: measured speedups inside the predicted interval; width: its upper over\n"
        + "  its lower end, median; sign: right where the measured interval excludes 1;\n"
        + "  CCC: Lin's concordance of logs; skill: against always predicting no change\n"
        + (comparison.beforehand() == null
            ? ""
            : "Predicted at the speed that the host's CPUs had in each trial, by a loop timed\n"
                + "  beside it; beforehand: at the speed that the calibration had met\n");
  }

  private static String sentences(GridComparison comparison) {
    StringBuilder out = new StringBuilder();
    for (Runtime runtime : Runtime.values()) {
      out.append(
          GridSentence.of(
              runtime.label(),
              comparison.lanes().stream().filter(l -> l.runtime() == runtime).toList()));
    }
    return out.toString();
  }

  /** Simpler predictions, whole distributions, and where trials fall in them. */
  static String statistics(GridStatistics statistics) {
    StringBuilder out = new StringBuilder();
    for (Baselines its : statistics.baselines()) {
      out.append(
          format(
              "skill, %s, %d lanes: 1 is perfect; at 0 or less the model is no better than%n",
              its.runtime().label(), its.lanes()));
      for (Baselines.Baseline baseline : its.baselines()) {
        String line = GridWords.of(baseline, its.lanes());
        out.append(format(SKILL, GridWords.skill(baseline)))
            .append(String.join("\n", Lines.wrap(line, INDENT, COLUMNS - INDENT.length())))
            .append('\n');
      }
      statistics.budgets().stream()
          .filter(budget -> budget.runtime() == its.runtime())
          .forEach(budget -> out.append(wrapped(GridWords.errors(budget), "  ")));
      out.append(wrapped(GridWords.distributions(its.runtime(), statistics), "  "));
      statistics.pits().stream()
          .filter(pits -> pits.runtime() == its.runtime())
          .forEach(pits -> out.append(wrapped(GridWords.pit(pits), "  ")));
      out.append('\n');
    }
    return out.toString();
  }

  private static String wrapped(String sentence, String indent) {
    return String.join("\n", Lines.wrap(sentence, indent, COLUMNS)) + "\n";
  }

  private static void addOnce(List<String> to, String what) {
    if (!to.contains(what)) {
      to.add(what);
    }
  }

  private static String group(
      String name, GridComparison comparison, Predicate<GridComparison.Row> which) {
    List<ArmComparison> lanes =
        comparison.rows().stream().filter(which).map(GridComparison.Row::lane).toList();
    Summary summary = Summary.of(lanes);
    if (summary.cells() == 0) {
      return "";
    }
    List<ArmComparison> complete = lanes.stream().filter(ArmComparison::complete).toList();
    long decided = complete.stream().filter(l -> l.measured().excludesOne()).count();
    boolean enough = complete.size() >= GridAgreement.MIN_CELLS;
    GridAgreement agreement =
        enough
            ? GridAgreement.of(
                complete.stream().mapToDouble(l -> l.predicted().ratio()).toArray(),
                complete.stream().mapToDouble(l -> l.measured().ratio()).toArray())
            : null;
    return format(
        GROUP,
        name,
        summary.cells(),
        share(summary.medianAbsError()),
        share(summary.p90AbsError()),
        share(summary.coverage95()),
        summary.width95() == null ? "-" : Figures.speedup(summary.width95()),
        decided == 0 ? "-" : Math.round(summary.signAccuracy() * decided) + "/" + decided,
        agreement == null ? "-" : format("%.3f", agreement.concordance()),
        agreement == null ? "-" : format("%.2f", agreement.skill()));
  }

  private static String share(Double share) {
    return share == null ? "-" : format(share < 0.0995 ? "%.1f %%" : "%.0f %%", 100 * share);
  }

  private static String worst(GridComparison comparison) {
    StringBuilder out = new StringBuilder("worst\n");
    comparison.worst().stream().limit(WORST).forEach(row -> out.append(row(row)));
    return out.toString();
  }

  private static String cells(GridComparison comparison) {
    StringBuilder out =
        new StringBuilder(format(ROW, "cell", "stratum", "lane", "predicted", "measured", "error"));
    comparison.rows().forEach(row -> out.append(row(row)));
    return out.toString();
  }

  private static String row(GridComparison.Row row) {
    PredictedRatio predicted = row.lane().predicted();
    RatioEstimate measured = row.lane().measured();
    return format(
                ROW,
                row.cell().name(),
                row.stratum(),
                row.lane().arm().label(),
                Figures.speedup(predicted.ratio(), predicted.low(), predicted.high()),
                Figures.speedup(measured.ratio(), measured.low(), measured.high()),
                Figures.percent(row.lane().error()))
            .stripTrailing()
        + "\n";
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
