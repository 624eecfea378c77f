package io.fairlane.analysis.report;

import io.fairlane.analysis.compare.ArmComparison;
import io.fairlane.analysis.compare.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/**
 * Predicted against measured speedup on log axes: on the line the model is right, inside the band
 * it is within 10 %. Both intervals are drawn as whiskers.
 */
final class AgreementPlot {
  private static final double BAND = 1.1;

  /** Half the size of a label, in pixels: enough for "pool dedicated". */
  private static final double LABEL_WIDTH = 96;

  private static final double LABEL_HEIGHT = 16;

  private record Point(ArmComparison row, double x, double y) {}

  private record Box(double x, double y) {
    boolean hits(Box other) {
      return Math.abs(x - other.x) < LABEL_WIDTH && Math.abs(y - other.y) < LABEL_HEIGHT;
    }
  }

  private final List<ArmComparison> rows;
  private final Function<ArmComparison, String> names;

  /**
   * @param rows complete ones
   */
  AgreementPlot(List<ArmComparison> rows) {
    this(rows, Tables::name);
  }

  /**
   * @param names what stands beside a point; empty for nothing
   */
  AgreementPlot(List<ArmComparison> rows, Function<ArmComparison, String> names) {
    this.rows = rows;
    this.names = names;
  }

  String svg(double width) {
    SquareFrame frame = SquareFrame.within(width, this::axis);
    double side = frame.side();
    LogAxis x = frame.x();
    LogAxis y = frame.y();
    Drawing drawing =
        new Drawing(
            "agreement-" + (int) width,
            "Predicted against measured speedup",
            description(),
            side,
            side);
    band(drawing, x, y);
    frame.draw(
        drawing, 7, tick -> Figures.tick(tick) + "x", "measured speedup", "predicted speedup");
    List<Point> points =
        rows.stream()
            .map(r -> new Point(r, x.at(r.measured().ratio()), y.at(r.predicted().ratio())))
            .toList();
    for (Point point : points) {
      whiskers(drawing, x, y, point);
    }
    for (Point point : points) {
      drawing.dot("joint dot", point.x, point.y, 5.5);
    }
    labels(drawing, points, side);
    return drawing.done();
  }

  private LogAxis axis(double from, double to) {
    return LogAxis.around(
        rows.stream()
            .flatMapToDouble(r -> DoubleStream.of(r.measured().ratio(), r.predicted().ratio())),
        rows.stream().flatMapToDouble(AgreementPlot::ends),
        from,
        to);
  }

  private static DoubleStream ends(ArmComparison row) {
    return DoubleStream.of(
        row.measured().low(), row.measured().high(), row.predicted().low(), row.predicted().high());
  }

  /** Says what an arrow means, if there is any; empty otherwise. */
  String cut() {
    LogAxis axis = axis(0, 1);
    long intervals =
        rows.stream()
            .filter(row -> ends(row).anyMatch(end -> !Double.isNaN(end) && !axis.holds(end)))
            .count();
    return intervals == 0
        ? ""
        : " An arrow: the interval goes on beyond the axis ("
            + intervals
            + " of "
            + rows.size()
            + " points; the table has its ends).";
  }

  private static void band(Drawing drawing, LogAxis x, LogAxis y) {
    double low = x.low();
    double high = x.high();
    drawing.area(
        "band",
        x.at(low),
        y.at(low),
        x.at(low),
        y.at(low * BAND),
        x.at(high / BAND),
        y.at(high),
        x.at(high),
        y.at(high),
        x.at(high),
        y.at(high / BAND),
        x.at(low * BAND),
        y.at(low));
  }

  private static void whiskers(Drawing drawing, LogAxis x, LogAxis y, Point point) {
    ArmComparison row = point.row;
    if (row.measured().hasInterval()) {
      drawing.whisker("measured", x, row.measured().low(), row.measured().high(), point.y);
    }
    if (row.predicted().hasInterval()) {
      drawing.uprightWhisker(
          "predicted", y, row.predicted().low(), row.predicted().high(), point.x);
    }
  }

  /** Beside the point, on whichever side and as far off as keeps clear of the others. */
  private void labels(Drawing drawing, List<Point> points, double side) {
    List<Box> taken = new ArrayList<>();
    for (Point point : points) {
      taken.add(new Box(point.x, point.y));
    }
    for (Point point : points) {
      if (names.apply(point.row).isEmpty()) {
        continue;
      }
      Box best = null;
      for (double off = 20; off <= 150 && best == null; off += 10) {
        for (int corner = 0; corner < 4 && best == null; corner++) {
          // Lower right and upper left first: the line runs through the other two corners.
          double sx = corner == 0 || corner == 3 ? 1 : -1;
          double sy = corner == 0 || corner == 2 ? 1 : -1;
          Box tried = new Box(point.x + sx * (LABEL_WIDTH / 2 + 6 + off / 5), point.y + sy * off);
          boolean inside =
              tried.x - LABEL_WIDTH / 2 > SquareFrame.LEFT
                  && tried.x + LABEL_WIDTH / 2 < side - SquareFrame.MARGIN
                  && tried.y > SquareFrame.MARGIN + LABEL_HEIGHT
                  && tried.y < side - SquareFrame.BOTTOM - LABEL_HEIGHT;
          best = inside && taken.stream().noneMatch(tried::hits) ? tried : null;
        }
      }
      if (best != null) {
        taken.add(best);
        boolean right = best.x > point.x;
        double edge = best.x + (right ? -1 : 1) * LABEL_WIDTH / 2;
        drawing
            .line("leader", point.x, point.y, edge, best.y)
            .label(
                "name halo",
                right ? "start" : "end",
                edge + (right ? 3 : -3),
                best.y + 4,
                names.apply(point.row));
      }
    }
  }

  private String description() {
    StringBuilder text = new StringBuilder();
    for (ArmComparison row : rows) {
      text.append(row.cell())
          .append(' ')
          .append(row.arm().label())
          .append(": prediction off by ")
          .append(Figures.percent(row.error()))
          .append(". ");
    }
    return text.toString().strip();
  }
}
