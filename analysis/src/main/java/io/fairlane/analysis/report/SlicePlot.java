package io.fairlane.analysis.report;

import io.fairlane.analysis.compare.Figures;
import io.fairlane.analysis.stats.RatioEstimate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** The speedup along one key, everything else the same, with the 95 % interval of each point. */
final class SlicePlot {
  private static final double LEFT = 60;
  private static final double TOP = 26;
  private static final double HEIGHT = 250;
  private static final double BOTTOM = 44;
  private static final double LABEL_WIDTH = 46;

  /** How far the points of different arms stand apart, so that whiskers do not hide each other. */
  private static final double APART = 7;

  /**
   * @param name of runtime and arm
   * @param points one for each value of the key, absent where there is none
   */
  record Series(String name, List<RatioEstimate> points) {}

  private final String key;
  private final List<String> values;
  private final List<Series> series;

  SlicePlot(String key, List<String> values, List<Series> series) {
    this.key = key;
    this.values = values;
    this.series = series;
  }

  String svg(double width) {
    double bottom = HEIGHT - BOTTOM;
    LogAxis y = LogAxis.around(ends(), bottom, TOP);
    double step = (width - LEFT) / values.size();
    Drawing drawing =
        new Drawing(
            "slice-" + key.replace('.', '-') + "-" + (int) width,
            "Speedup along " + key,
            description(),
            width,
            HEIGHT);
    for (double tick : y.ticks(7)) {
      drawing
          .line("grid", LEFT, y.at(tick), width, y.at(tick))
          .label("tick", "end", LEFT - 6, y.at(tick) + 4, Figures.tick(tick) + "x");
    }
    if (y.low() < 1 && y.high() > 1) {
      drawing.line("reference", LEFT, y.at(1), width, y.at(1));
    }
    int every = (int) Math.ceil(LABEL_WIDTH / step);
    for (int i = 0; i < values.size(); i += every) {
      drawing.label("tick", "middle", LEFT + (i + 0.5) * step, bottom + 18, label(values.get(i)));
    }
    drawing.label("tick", "middle", LEFT + (width - LEFT) / 2, HEIGHT - 6, key);
    double nameAt = LEFT;
    for (int s = 0; s < series.size(); s++) {
      draw(drawing, series.get(s), "s" + s % 4, y, step, APART * (s - (series.size() - 1) / 2.));
      drawing.label("name s" + s % 4, "start", nameAt, 14, series.get(s).name());
      nameAt += 12 + 7.6 * series.get(s).name().length();
    }
    return drawing.done();
  }

  private static void draw(
      Drawing drawing, Series one, String style, LogAxis y, double step, double shift) {
    double lastX = Double.NaN;
    double lastY = Double.NaN;
    for (int i = 0; i < one.points().size(); i++) {
      RatioEstimate point = one.points().get(i);
      if (!point.present()) {
        lastX = Double.NaN;
        continue;
      }
      double x = LEFT + (i + 0.5) * step + shift;
      double height = y.at(point.ratio());
      if (!Double.isNaN(lastX)) {
        drawing.line(style, lastX, lastY, x, height);
      }
      if (point.hasInterval()) {
        drawing.line(style, x, y.at(point.low()), x, y.at(point.high()));
      }
      drawing.dot(style, x, height, 3.5);
      lastX = x;
      lastY = height;
    }
  }

  private DoubleStream ends() {
    return DoubleStream.concat(
        DoubleStream.of(1),
        series.stream()
            .flatMap(s -> s.points().stream())
            .filter(RatioEstimate::present)
            .flatMapToDouble(p -> DoubleStream.of(p.ratio(), p.low(), p.high())));
  }

  private static String label(String value) {
    try {
      return Figures.tick(Double.parseDouble(value));
    } catch (NumberFormatException word) {
      return value;
    }
  }

  private String description() {
    List<String> text = new ArrayList<>();
    for (Series one : series) {
      for (int i = 0; i < values.size(); i++) {
        RatioEstimate p = one.points().get(i);
        text.add(
            one.name()
                + " at "
                + values.get(i)
                + ": "
                + Figures.speedup(p.ratio(), p.low(), p.high()));
      }
    }
    return String.join("; ", text);
  }
}
