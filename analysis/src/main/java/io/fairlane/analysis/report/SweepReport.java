package io.fairlane.analysis.report;

import io.fairlane.analysis.compare.Figures;
import io.fairlane.analysis.sweep.Lane;
import io.fairlane.analysis.sweep.SweepMap;
import io.fairlane.analysis.sweep.SweptCell;
import io.fairlane.experiment.Json;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.sweep.SweepDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The page of a sweep: the map, cuts through it, and the cells. */
public final class SweepReport {
  /** More panels than this nobody looks at. */
  private static final int MOST_PANELS = 12;

  /** A table longer than this is one for other programs: {@code result.csv}. */
  private static final int MOST_ROWS = 400;

  private static final double FIGURE_WIDTH = 800;

  private final Markup page = new Markup();
  private final SweepMap map;
  private final SweepDirectory.Manifest manifest;

  private SweepReport(SweepMap map, SweepDirectory.Manifest manifest) {
    this.map = map;
    this.manifest = manifest;
  }

  /**
   * @return the page's file
   * @throws Refusal (bad input) if the sweep is not finished
   */
  public static Path write(SweepDirectory directory) {
    SweepMap map = SweepMap.read(directory);
    String html = new SweepReport(map, directory.manifest()).html();
    return directory.write("report.html", file -> file.write(html));
  }

  /**
   * The map alone, a picture that needs nothing else.
   *
   * @throws Refusal (bad input) if no two axes span a plane
   */
  public static String figure(SweepDirectory directory) {
    List<MapPanel> panels = MapPanel.of(SweepMap.read(directory));
    if (panels.isEmpty()) {
      throw Refusal.badInput(
          directory.path() + ": a map needs two axes with more than one value, and no hypercube");
    }
    String svg = new HeatMap(limited(panels)).svg(FIGURE_WIDTH);
    int first = svg.indexOf('>');
    return "<svg xmlns=\"http://www.w3.org/2000/svg\""
        + svg.substring("<svg".length(), first + 1)
        + "<style>\n"
        + css("figure.css")
        + css("map.css")
        + "</style>"
        + svg.substring(first + 1);
  }

  private static List<MapPanel> limited(List<MapPanel> panels) {
    return panels.subList(0, Math.min(MOST_PANELS, panels.size()));
  }

  private String html() {
    Page.begin(page, "Fairlane: " + map.sweep().name());
    page.open("style").raw("\n" + css("map.css")).close("style");
    page.open("header")
        .text("p", "Fairlane · sweep " + map.sweep().name() + ", predicted", "class", "eyebrow")
        .text("h1", headline())
        .close("header")
        .open("main");
    plane();
    slices();
    cells();
    reproduce();
    page.close("main");
    return Page.end(page, Json.write(figures()));
  }

  private String headline() {
    List<Lane> lanes = map.cells().stream().flatMap(cell -> cell.lanes().stream()).toList();
    long gain = lanes.stream().filter(lane -> lane.side() == Lane.Side.FASTER).count();
    long unknown = lanes.stream().filter(lane -> lane.side() == Lane.Side.NO_INTERVAL).count();
    long endless = lanes.stream().filter(lane -> lane.side() == Lane.Side.NO_END).count();
    long worth = lanes.stream().filter(lane -> lane.worth() > 1).count();
    return String.format(
        Locale.ROOT,
        "A lane of its own makes the consumer faster in %,d of %,d predicted cases, and is worth"
            + " its price in %,d.%s%s",
        gain,
        lanes.size(),
        worth,
        more(unknown, "have too few runs to tell"),
        more(endless, "never ended in one of the arms"));
  }

  private static String more(long cases, String say) {
    return cases == 0 ? "" : String.format(Locale.ROOT, " %,d %s.", cases, say);
  }

  private void plane() {
    List<MapPanel> panels = MapPanel.of(map);
    if (panels.isEmpty()) {
      return;
    }
    page.text("h2", "The map", "id", "map");
    HeatMap heat = new HeatMap(limited(panels));
    Page.figure(
        page,
        "",
        heat::svg,
        "Blue: the consumer is faster in its lane than in the fair scheduler; orange: slower."
            + " Solid line: speedup 1. Dashed: the speedup is as large a factor as what the"
            + " background loses; on the blue side the lane is worth its price. A dark corner: some"
            + " runs never ended, and the figure is that of the others; an empty field: one of the"
            + " arms never ended.");
    if (panels.size() > MOST_PANELS) {
      page.text("p", MOST_PANELS + " of " + panels.size() + " maps are drawn.", "class", "soft");
    }
  }

  private void slices() {
    List<Slices> slices = Slices.of(map);
    if (slices.isEmpty()) {
      return;
    }
    page.text("h2", "Along one axis", "id", "slices");
    for (Slices slice : slices) {
      page.text("h3", slice.key());
      Page.figure(
          page,
          "",
          slice.plot()::svg,
          (slice.elsewhere().isEmpty() ? "" : "At " + slice.elsewhere() + ". ")
              + "Whiskers: 95 % interval of the mean speedup.");
    }
  }

  private void cells() {
    page.text("h2", "The cells", "id", "cells");
    List<String> columns = new ArrayList<>(List.of("<runtime and arm"));
    columns.addAll(map.sweep().keys());
    columns.addAll(List.of("speedup", "others keep", "worth"));
    Table table =
        new Table("Speedup, and what the background keeps", columns.toArray(String[]::new));
    int rows = 0;
    for (SweptCell cell : map.cells()) {
      for (Lane lane : cell.lanes()) {
        if (rows++ < MOST_ROWS) {
          row(table, cell, lane);
        }
      }
    }
    page.raw(table.done());
    if (rows > MOST_ROWS) {
      page.text(
          "p",
          String.format(
              Locale.ROOT, "The first %,d of %,d; all are in result.csv.", MOST_ROWS, rows),
          "class",
          "soft");
    }
  }

  private static void row(Table table, SweptCell cell, Lane lane) {
    table.head(cell.runtime().label() + " " + lane.arm().label());
    cell.values().forEach(table::cell);
    if (lane.speedup().present()) {
      table.cell(
          Figures.speedup(lane.speedup().ratio()),
          (lane.speedup().hasInterval()
                  ? Figures.interval(lane.speedup().low(), lane.speedup().high())
                  : "no interval")
              + leftOut(lane));
    } else {
      table.cell("no end");
    }
    table
        .cell(
            Double.isNaN(lane.kept())
                ? Figures.NONE
                : String.format(Locale.ROOT, "%.0f %%", 100 * lane.kept()))
        .cell(Figures.speedup(lane.worth()))
        .end();
  }

  private static String leftOut(Lane lane) {
    if (!lane.partly()) {
      return "";
    }
    return ", "
        + lane.leftOut()
        + (lane.leftOut() == 1 ? " run" : " runs")
        + " without end left out";
  }

  private void reproduce() {
    page.text("h2", "Again", "id", "again")
        .open("pre")
        .raw(Markup.escape(String.join(" ", manifest.command())))
        .close("pre")
        .open("pre")
        .raw(Markup.escape(manifest.source().text()))
        .close("pre")
        .open("dl")
        .text("dt", "Fairlane")
        .verbatim("dd", manifest.tool() + ", commit " + manifest.commit())
        .text("dt", "begun")
        .verbatim("dd", manifest.created())
        .close("dl");
  }

  /** What is drawn, for other programs. */
  private List<SweptCell> figures() {
    return map.cells().subList(0, Math.min(map.cells().size(), MOST_ROWS));
  }

  private static String css(String name) {
    try (InputStream file = SweepReport.class.getResourceAsStream(name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
