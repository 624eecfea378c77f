package io.fairlane.analysis.report;

import io.fairlane.analysis.compare.Figures;
import java.util.List;
import java.util.stream.DoubleStream;

/** Speedups with intervals below each other on a log axis, as an SVG file of its own. */
public final class SpeedupPlot {
  private static final double WIDTH = 760;
  private static final double NAMES = 190;
  private static final double VALUES = 150;
  private static final double ROW = 26;
  private static final double TOP = 54;
  private static final double BOTTOM = 46;

  /** The page's colours; a file of its own has no page to take them from. */
  private static final String STYLE =
      "<style>svg{background:#fff;font-family:system-ui,sans-serif}"
          + "text{font-size:13px;fill:#1d232b}.tick{fill:#5a6470;font-size:12px}"
          + ".title{font-weight:650;font-size:15px}.grid{stroke:#d9dee4}"
          + ".reference{stroke:#1d232b;stroke-width:1.25}"
          + ".unchanged{stroke:#0067a3;stroke-dasharray:4 3}"
          + ".bar{stroke:#0067a3;stroke-width:3;stroke-linecap:round}"
          + ".dot{fill:#fff;stroke:#0067a3;stroke-width:2.5}</style>";

  private SpeedupPlot() {}

  /** A speedup with its interval. */
  public record Row(String name, double ratio, double low, double high) {}

  /**
   * @param rows the first is the one that the others are to be compared with
   */
  public static String svg(String title, List<Row> rows) {
    double bottom = TOP + rows.size() * ROW;
    LogAxis axis =
        LogAxis.around(
            DoubleStream.concat(
                DoubleStream.of(1),
                rows.stream().flatMapToDouble(r -> DoubleStream.of(r.ratio, r.low, r.high))),
            NAMES,
            WIDTH - VALUES);
    Drawing drawing =
        new Drawing("speedups", title, description(rows), WIDTH, bottom + BOTTOM)
            .label("title", "start", 12, 24, title);
    for (double tick : axis.ticks(9)) {
      drawing
          .line("grid", axis.at(tick), TOP, axis.at(tick), bottom)
          .label("tick", "middle", axis.at(tick), bottom + 16, Figures.tick(tick) + "x");
    }
    drawing
        .line("reference", axis.at(1), TOP - 6, axis.at(1), bottom)
        .line("unchanged", axis.at(rows.get(0).ratio), TOP - 6, axis.at(rows.get(0).ratio), bottom)
        .label("tick", "middle", (NAMES + WIDTH - VALUES) / 2, bottom + 36, "speedup, log scale");
    double y = TOP + ROW / 2;
    for (Row row : rows) {
      drawing.label("name", "end", NAMES - 14, y + 4, row.name);
      if (!Double.isNaN(row.low)) {
        drawing.line("bar", axis.at(row.low), y, axis.at(row.high), y);
      }
      drawing
          .dot("dot", axis.at(row.ratio), y, 4.5)
          .label(
              "tick",
              "start",
              WIDTH - VALUES + 12,
              y + 4,
              Figures.speedup(row.ratio, row.low, row.high));
      y += ROW;
    }
    return drawing
        .done()
        .replaceFirst(
            "<svg ",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\""
                + (int) WIDTH
                + "\" height=\""
                + (int) (bottom + BOTTOM)
                + "\" ")
        .replaceFirst(">", ">" + STYLE);
  }

  private static String description(List<Row> rows) {
    StringBuilder text = new StringBuilder();
    for (Row row : rows) {
      text.append(row.name)
          .append(": ")
          .append(Figures.speedup(row.ratio, row.low, row.high))
          .append(". ");
    }
    return text.toString().strip();
  }
}
