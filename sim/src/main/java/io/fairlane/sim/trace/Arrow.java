package io.fairlane.sim.trace;

/** An arrow from a lane to a lane: an arch above where both are one, else a line. */
final class Arrow {
  private static final double ARCH = 13;
  private static final double HEAD = 3;

  private Arrow() {}

  static void draw(Svg svg, double x1, double y1, double x2, double y2) {
    if (y1 == y2) {
      // both legs of a cubic bend by 4/3 of the height that the arch is to have
      double top = y1 - Math.min(ARCH, 5 + (x2 - x1) / 3) * 4 / 3;
      svg.path(
          "tl-arrow",
          "M%s %sC%s %s %s %s %s %s"
              .formatted(
                  Svg.n(x1),
                  Svg.n(y1),
                  Svg.n(x1),
                  Svg.n(top),
                  Svg.n(x2),
                  Svg.n(top),
                  Svg.n(x2),
                  Svg.n(y2)));
      head(svg, x2, y2, 0, 1);
      return;
    }
    svg.line("tl-arrow", x1, y1, x2, y2);
    double length = Math.hypot(x2 - x1, y2 - y1);
    head(svg, x2, y2, (x2 - x1) / length, (y2 - y1) / length);
  }

  /** A tip that looks in the direction (dx, dy), of length 1. */
  private static void head(Svg svg, double x, double y, double dx, double dy) {
    double backX = x - 2 * HEAD * dx;
    double backY = y - 2 * HEAD * dy;
    svg.path(
        "tl-head",
        "M%s %sL%s %sL%s %sz"
            .formatted(
                Svg.n(x),
                Svg.n(y),
                Svg.n(backX - HEAD * dy),
                Svg.n(backY + HEAD * dx),
                Svg.n(backX + HEAD * dy),
                Svg.n(backY - HEAD * dx)));
  }
}
