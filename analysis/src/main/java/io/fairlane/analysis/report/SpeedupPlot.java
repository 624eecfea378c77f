package io.fairlane.analysis.report;

import io.fairlane.analysis.compare.Figures;
import java.util.List;
import java.util.stream.DoubleStream;

/** Speedups with intervals below each other on a log axis, as a file of its own or in a page. */
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
          + ".tip{fill:#0067a3}.dot{fill:#fff;stroke:#0067a3;stroke-width:2.5}</style>";

  private SpeedupPlot() {}

  /** A speedup with its interval. */
  public record Row(String name, double ratio, double low, double high) {}

  /**
   * @param rows the first is the one that the others are to be compared with
   */
  public static String svg(String title, List<Row> rows) {
    Drawing drawing = drawing("speedups", title, rows, WIDTH, TOP, VALUES);
    drawing.label("title", "start", 12, 24, title);
    double height = TOP + rows.size() * ROW + BOTTOM;
    return drawing
        .done()
        .replaceFirst(
            "<svg ",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\""
                + (int) WIDTH
                + "\" height=\""
                + (int) height
                + "\" ")
        .replaceFirst(">", ">" + STYLE);
  }

  /** The same for a page, which has a heading and colours; a phone has no room for the figures. */
  static String inPage(String id, String title, List<Row> rows, double width) {
    return drawing(id + "-" + (int) width, title, rows, width, 10, width < 500 ? 16 : VALUES)
        .done();
  }

  private static Drawing drawing(
      String id, String title, List<Row> rows, double width, double top, double values) {
    double bottom = top + rows.size() * ROW;
    double right = width - values;
    LogAxis axis =
        LogAxis.around(
            DoubleStream.concat(DoubleStream.of(1), rows.stream().mapToDouble(Row::ratio)),
            rows.stream().flatMapToDouble(r -> DoubleStream.of(r.low, r.high)),
            NAMES,
            right);
    Drawing drawing = new Drawing(id, title, description(rows), width, bottom + BOTTOM);
    for (double tick : axis.ticks(width < 500 ? 4 : 9)) {
      drawing
          .line("grid", axis.at(tick), top, axis.at(tick), bottom)
          .label("tick", "middle", axis.at(tick), bottom + 16, Figures.tick(tick) + "x");
    }
    drawing
        .line("reference", axis.at(1), top - 6, axis.at(1), bottom)
        .line("unchanged", axis.at(rows.get(0).ratio), top - 6, axis.at(rows.get(0).ratio), bottom)
        .label("tick", "middle", (NAMES + right) / 2, bottom + 36, "speedup, log scale");
    double y = top + ROW / 2;
    for (Row row : rows) {
      drawing.label("name", "end", NAMES - 14, y + 4, row.name);
      if (!Double.isNaN(row.low)) {
        drawing.whisker("predicted", axis, row.low, row.high, y);
      }
      drawing.dot("predicted dot", axis.at(row.ratio), y, 4.5);
      if (values > ROW) {
        drawing.label(
            "tick", "start", right + 12, y + 4, Figures.speedup(row.ratio, row.low, row.high));
      }
      y += ROW;
    }
    return drawing;
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
