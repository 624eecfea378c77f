package io.fairlane.analysis.report;

import io.fairlane.analysis.compare.Figures;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Ratios with intervals, one pair of bars per arm: measured filled, predicted hollow, on a log axis
 * around the line "as fair". Values stand beside their bars, so no legend is needed.
 */
final class IntervalPlot {
  private static final double GUTTER = 122;
  private static final double ROW = 66;
  private static final double TOP = 26;
  private static final double BOTTOM = 30;

  /** A ratio with an interval; NaN where absent. */
  record Bar(double ratio, double low, double high) {}

  record Row(String name, Bar measured, Bar predicted) {}

  private final String id;
  private final String title;
  private final String below;
  private final String above;
  private final List<Row> rows;

  /**
   * @param below what lies left of 1, in a word
   * @param above what lies right of 1
   */
  IntervalPlot(String id, String title, String below, String above, List<Row> rows) {
    this.id = id;
    this.title = title;
    this.below = below;
    this.above = above;
    this.rows = rows;
  }

  String svg(double width) {
    double bottom = TOP + rows.size() * ROW;
    LogAxis axis = axis(8, width - GUTTER);
    Drawing drawing =
        new Drawing(id + "-" + (int) width, title, description(), width, bottom + BOTTOM);
    for (double tick : axis.ticks(width < 500 ? 5 : 9)) {
      drawing
          .line("grid", axis.at(tick), TOP, axis.at(tick), bottom)
          .label("tick", "middle", axis.at(tick), bottom + 18, Figures.tick(tick) + "x");
    }
    double one = axis.at(1);
    drawing.line("reference", one, TOP - 6, one, bottom);
    if (one - axis.from() > 60) {
      drawing.label("tick", "end", one - 6, TOP - 10, "← " + below);
    }
    if (axis.to() - one > 60) {
      drawing.label("tick", "start", one + 6, TOP - 10, above + " →");
    }
    double y = TOP;
    for (Row row : rows) {
      drawing.label("name", "start", width - GUTTER + 10, y + 16, row.name);
      bar(drawing, axis, "measured", row.measured, y + 32, width);
      bar(drawing, axis, "predicted", row.predicted, y + 50, width);
      y += ROW;
    }
    return drawing.done();
  }

  private LogAxis axis(double from, double to) {
    return LogAxis.around(
        DoubleStream.concat(DoubleStream.of(1), bars().mapToDouble(Bar::ratio)),
        bars().flatMapToDouble(bar -> DoubleStream.of(bar.low, bar.high)),
        from,
        to);
  }

  private Stream<Bar> bars() {
    return rows.stream().flatMap(row -> Stream.of(row.measured, row.predicted));
  }

  /** Says what an arrow means, if there is any; empty otherwise. */
  String cut() {
    LogAxis axis = axis(0, 1);
    boolean any =
        bars()
            .flatMapToDouble(bar -> DoubleStream.of(bar.low, bar.high))
            .anyMatch(end -> !Double.isNaN(end) && !axis.holds(end));
    return any ? " An arrow: the interval goes on beyond the axis; the table has its ends." : "";
  }

  private static void bar(
      Drawing drawing, LogAxis axis, String kind, Bar bar, double y, double width) {
    double text = width - GUTTER + 10;
    if (Double.isNaN(bar.ratio)) {
      drawing.label("tick", "start", text, y + 4, "not " + kind);
      return;
    }
    if (!Double.isNaN(bar.low)) {
      drawing.whisker(kind, axis, bar.low, bar.high, y);
    }
    drawing
        .dot(kind + " dot", axis.at(bar.ratio), y, 5)
        .label(kind + " value", "start", text, y + 4, Figures.speedup(bar.ratio) + " " + kind);
  }

  private String description() {
    StringBuilder text = new StringBuilder();
    for (Row row : rows) {
      text.append(row.name)
          .append(": measured ")
          .append(say(row.measured))
          .append(", predicted ")
          .append(say(row.predicted))
          .append(". ");
    }
    return text.toString().strip();
  }

  private static String say(Bar bar) {
    return Figures.speedup(bar.ratio, bar.low, bar.high);
  }
}
