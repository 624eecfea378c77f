package io.fairlane.analysis.report;

import java.util.function.DoubleFunction;

/**
 * The frame of a square plot of one quantity against another of the same kind: two equal log axes,
 * their grid, and the line on which both are the same.
 *
 * @param side of the square, titles included (pixels)
 */
record SquareFrame(double side, LogAxis x, LogAxis y) {
  private static final double WIDEST = 460;
  static final double LEFT = 60;
  static final double BOTTOM = 44;
  static final double MARGIN = 10;

  /** An axis between two pixels. */
  interface Axis {
    LogAxis between(double from, double to);
  }

  /**
   * @param width that there is
   */
  static SquareFrame within(double width, Axis axis) {
    double side = Math.min(width, WIDEST);
    return new SquareFrame(
        side, axis.between(LEFT, side - MARGIN), axis.between(side - BOTTOM, MARGIN));
  }

  /**
   * @param label of a value at its tick
   */
  void draw(
      Drawing drawing, int ticks, DoubleFunction<String> label, String across, String upwards) {
    double bottom = side - BOTTOM;
    for (double tick : x.ticks(ticks)) {
      drawing
          .line("grid", x.at(tick), MARGIN, x.at(tick), bottom)
          .line("grid", LEFT, y.at(tick), side - MARGIN, y.at(tick))
          .label("tick", "middle", x.at(tick), bottom + 18, label.apply(tick))
          .label("tick", "end", LEFT - 6, y.at(tick) + 4, label.apply(tick));
    }
    drawing
        .line("reference", x.at(x.low()), y.at(x.low()), x.at(x.high()), y.at(x.high()))
        .label("tick", "middle", (LEFT + side) / 2, side - 6, across)
        .upright("tick", 12, bottom / 2, upwards);
  }
}
