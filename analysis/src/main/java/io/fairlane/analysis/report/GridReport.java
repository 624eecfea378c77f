package io.fairlane.analysis.report;

import io.fairlane.analysis.compare.ArmComparison;
import io.fairlane.analysis.compare.Figures;
import io.fairlane.analysis.compare.Stratum;
import io.fairlane.analysis.compare.Wording;
import io.fairlane.analysis.validate.GridComparison;
import io.fairlane.analysis.validate.GridHeadline;
import io.fairlane.analysis.validate.GridJson;
import io.fairlane.analysis.validate.GridSentence;
import io.fairlane.experiment.Manifest;
import io.fairlane.experiment.RunDirectory;
import io.fairlane.experiment.Runtime;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page of a run over a grid: how far off, where, and every cell. */
public final class GridReport {
  private static final int WORST = 5;

  private final Markup page = new Markup();
  private final GridComparison comparison;
  private final Manifest manifest;

  private final CloserLook look;
  private final GridSections sections;

  private GridReport(GridComparison comparison, Manifest manifest, CloserLook look) {
    this.look = look;
    this.comparison = comparison;
    this.manifest = manifest;
    this.sections = new GridSections(page, comparison.statistics());
  }

  /**
   * Writes {@code comparison.json} and {@code report.html}.
   *
   * @param look at one of its cells; null for none
   * @return the report's file
   */
  public static Path write(RunDirectory run, GridComparison comparison, CloserLook look) {
    run.replace("comparison.json", GridJson.of(comparison));
    return run.replace("report.html", new GridReport(comparison, run.manifest(), look).html());
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
        .raw(Page.NAVIGATION)
        .close("header")
        .open("main");
    agreement();
    groups();
    sections.skill();
    new Accuracy(page, comparison.lanes()).write();
    sections.distributions();
    page.text("h2", "The worst", "id", "worst");
    page.raw(cells("Furthest off, in either direction", comparison.worst().stream().limit(WORST)));
    if (look != null) {
      closerLook();
    }
    page.text("h2", "Every cell", "id", "cells");
    page.raw(cells("Speedups, predicted and measured", comparison.rows().stream()));
    Origin.write(page, manifest, Map.of("grid, SHA-256", comparison.grid().sha256()));
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
            + " should fall. The five worst are named."
            + plot.cut());
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
    Table table = Accuracy.groups("Error of the speedup", "<cells");
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
    Accuracy.group(
        table,
        name,
        comparison.rows().stream().filter(which).map(GridComparison.Row::lane).toList());
  }

  /** One cell as the page of a run of its own would show it. */
  private void closerLook() {
    page.text("h2", "A closer look: " + look.title(), "id", "closer");
    page.text("p", Wording.of(look.comparison().scenario()) + ".");
    look.comparison().rows().forEach(row -> page.text("p", Wording.of(row)));
    Sections.seconds(page, look.comparison());
    Sections.counts(page, look.comparison());
    new CloserSections(page, look).write();
  }

  private static String cells(String caption, Stream<GridComparison.Row> rows) {
    Table table = new Table(caption, "<cell", "<kind", "<lane", "predicted", "measured", "error");
    rows.forEach(
        row -> {
          ArmComparison lane = row.lane();
          table
              .head(row.cell().name())
              .left(row.stratum())
              .left(lane.name())
              .ratio(lane.predicted().ratio(), lane.predicted().low(), lane.predicted().high())
              .ratio(lane.measured().ratio(), lane.measured().low(), lane.measured().high())
              .cell(Figures.percent(lane.error()))
              .end();
        });
    return table.done();
  }
}
