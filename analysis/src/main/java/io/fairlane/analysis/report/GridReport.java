package io.fairlane.analysis.report;

import io.fairlane.analysis.compare.ArmComparison;
import io.fairlane.analysis.compare.Figures;
import io.fairlane.analysis.compare.Summary;
import io.fairlane.analysis.validate.GridComparison;
import io.fairlane.analysis.validate.GridHeadline;
import io.fairlane.analysis.validate.GridJson;
import io.fairlane.analysis.validate.GridSentence;
import io.fairlane.analysis.validate.Stratum;
import io.fairlane.experiment.Manifest;
import io.fairlane.experiment.RunDirectory;
import io.fairlane.experiment.Runtime;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The page of a run over a grid: how far off, where, and every cell. */
public final class GridReport {
  private static final int WORST = 5;

  private final Markup page = new Markup();
  private final GridComparison comparison;
  private final Manifest manifest;

  private GridReport(GridComparison comparison, Manifest manifest) {
    this.comparison = comparison;
    this.manifest = manifest;
  }

  /**
   * Compares, and writes {@code comparison.json} and {@code report.html}.
   *
   * @return the report's file
   */
  public static Path write(RunDirectory run) {
    GridComparison comparison = GridComparison.of(run);
    run.replace("comparison.json", GridJson.of(comparison));
    return run.replace("report.html", new GridReport(comparison, run.manifest()).html());
  }

  private String html() {
    Page.begin(page, "Fairlane: " + comparison.grid().name());
    page.open("header")
        .text(
            "p",
            "Fairlane · " + comparison.grid().name() + ", predicted and measured",
            "class",
            "eyebrow")
        .text("h1", GridHeadline.of(comparison))
        .close("header")
        .open("main");
    agreement();
    groups();
    page.raw(cells("The worst", comparison.worst().stream().limit(WORST).toList()));
    page.text("h2", "Every cell", "id", "cells");
    page.raw(cells("Speedups, predicted and measured", comparison.rows()));
    reproduce();
    page.close("main");
    return Page.end(page, GridJson.of(comparison));
  }

  private void agreement() {
    List<ArmComparison> complete =
        comparison.complete().stream().map(GridComparison.Row::lane).toList();
    if (complete.isEmpty()) {
      return;
    }
    Set<String> named =
        comparison.worst().stream()
            .limit(WORST)
            .map(row -> row.lane().cell())
            .collect(Collectors.toSet());
    AgreementPlot plot =
        new AgreementPlot(
            complete, row -> named.contains(row.cell()) ? row.cell().replaceFirst("/.*", "") : "");
    page.text("h2", "Predicted against measured", "id", "agreement");
    Page.figure(
        page,
        "square",
        plot::svg,
        "On the line the prediction is right; inside the band it is within 10 %. Horizontal"
            + " whiskers: 95 % interval of the measurement. Vertical: where such a measurement"
            + " should fall. The five worst are named.");
    for (Runtime runtime : Runtime.values()) {
      String sentence =
          GridSentence.of(
              runtime.label(),
              comparison.lanes().stream().filter(l -> l.runtime() == runtime).toList());
      if (!sentence.isEmpty()) {
        page.text("p", sentence.replaceAll("\\s+", " ").strip());
      }
    }
  }

  private void groups() {
    page.text("h2", "By kind of cell", "id", "strata");
    Table table =
        new Table(
            "Error of the speedup",
            "<cells",
            "n",
            "median",
            "90th percentile",
            "in the interval",
            "right sign");
    for (Runtime runtime : Runtime.values()) {
      group(table, runtime.label(), row -> row.lane().runtime() == runtime);
      for (Stratum stratum : Stratum.values()) {
        group(
            table,
            runtime.label() + " " + stratum.label(),
            row -> row.lane().runtime() == runtime && row.cell().stratum() == stratum);
      }
    }
    page.raw(table.done());
  }

  private void group(Table table, String name, Predicate<GridComparison.Row> which) {
    Summary summary =
        Summary.of(comparison.rows().stream().filter(which).map(GridComparison.Row::lane).toList());
    if (summary.cells() > 0) {
      table
          .head(name)
          .cell(Integer.toString(summary.cells()))
          .cell(share(summary.medianAbsError()))
          .cell(share(summary.p90AbsError()))
          .cell(share(summary.coverage95()))
          .cell(share(summary.signAccuracy()))
          .end();
    }
  }

  private static String share(Double share) {
    return share == null ? Figures.NONE : String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  private static String cells(String caption, List<GridComparison.Row> rows) {
    Table table = new Table(caption, "<cell", "<kind", "<lane", "predicted", "measured", "error");
    for (GridComparison.Row row : rows) {
      ArmComparison lane = row.lane();
      table
          .head(row.cell().name())
          .left(row.stratum())
          .left(lane.runtime().label() + " " + lane.arm().label())
          .ratio(lane.predicted().ratio(), lane.predicted().low(), lane.predicted().high())
          .ratio(lane.measured().ratio(), lane.measured().low(), lane.measured().high())
          .cell(Figures.percent(lane.error()))
          .end();
    }
    return table.done();
  }

  private void reproduce() {
    page.text("h2", "Do it again", "id", "reproduce");
    page.open("pre").verbatim("code", String.join(" ", manifest.command())).close("pre");
    page.open("dl");
    fact("grid, SHA-256", comparison.grid().sha256());
    fact("seed", Long.toString(manifest.seed()));
    fact("commit", manifest.commit());
    fact("made", manifest.created());
    manifest.host().forEach(this::fact);
    page.close("dl");
  }

  private void fact(String name, String value) {
    page.text("dt", name).verbatim("dd", value);
  }
}
