package io.fairlane.analysis.report;

import io.fairlane.analysis.compare.Agreement;
import io.fairlane.analysis.compare.ArmComparison;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Where in its predicted interval each measured speedup fell: -1 and 1 are the interval's ends. If
 * the intervals are what they say they are, 19 of 20 dots lie in the band, and not all in its
 * middle.
 */
final class CoveragePlot {
  /** So many half widths are shown on either side; what lies beyond is put at the edge. */
  private static final double SHOWN = 3;

  private static final double RADIUS = 4.5;
  private static final double STEP = 2 * RADIUS + 1;
  private static final double FLOOR = 30;

  /** A lane and where its measurement fell (half widths of the interval from its middle). */
  private record Place(ArmComparison lane, double at) {
    static Place of(ArmComparison lane) {
      double low = Math.log(lane.predicted().low());
      double high = Math.log(lane.predicted().high());
      double half = (high - low) / 2;
      double off = Math.log(lane.measured().ratio()) - (low + high) / 2;
      return new Place(lane, off == 0 ? 0 : off / half);
    }

    double shown() {
      return Math.clamp(at, -SHOWN, SHOWN);
    }
  }

  private final List<Place> places;

  /**
   * @param lanes those whose verdict is decided, at least one
   */
  CoveragePlot(List<ArmComparison> lanes) {
    places =
        lanes.stream()
            .filter(lane -> lane.verdict() != Agreement.UNDECIDED)
            .map(Place::of)
            .sorted(Comparator.comparingDouble(Place::at))
            .toList();
  }

  String svg(double width) {
    double from = 16;
    double unit = (width - 2 * from) / (2 * SHOWN);
    List<List<Place>> columns = columns(unit);
    int highest = columns.stream().mapToInt(List::size).max().orElse(1);
    double floor = highest * STEP + 22;
    Drawing drawing =
        new Drawing(
            "coverage-" + (int) width,
            "Where measurements fell in their predicted intervals",
            description(),
            width,
            floor + FLOOR + 18);
    double left = from + (SHOWN - 1) * unit;
    double right = from + (SHOWN + 1) * unit;
    drawing.area("band", left, 6, right, 6, right, floor, left, floor);
    drawing.line("baseline", from, floor, width - from, floor);
    for (int tick = -(int) SHOWN; tick <= SHOWN; tick++) {
      double x = from + (SHOWN + tick) * unit;
      drawing
          .line("grid", x, floor, x, floor + 5)
          .label("tick", "middle", x, floor + 19, label(tick));
    }
    drawing.label(
        "tick", "middle", width / 2, floor + FLOOR + 10, "slower than predicted ←   → faster");
    for (List<Place> column : columns) {
      for (int i = 0; i < column.size(); i++) {
        Place place = column.get(i);
        double x = from + (SHOWN + place.shown()) * unit;
        double y = floor - STEP * (i + 0.5) - 2;
        if (Math.abs(place.at) > SHOWN) {
          double tip = Math.signum(place.at) * 8;
          drawing.area("measured tip", x + tip, y, x - tip / 4, y - 5, x - tip / 4, y + 5);
        } else {
          drawing.dot("measured dot", x, y, RADIUS);
        }
      }
    }
    return drawing.done();
  }

  private static String label(int tick) {
    return Math.abs(tick) == SHOWN ? (tick < 0 ? "≤ -3" : "≥ 3") : Integer.toString(tick);
  }

  /** Places closer than a dot stand on each other. */
  private List<List<Place>> columns(double unit) {
    List<List<Place>> columns = new ArrayList<>();
    double first = Double.NEGATIVE_INFINITY;
    for (Place place : places) {
      double x = place.shown() * unit;
      if (x - first >= STEP) {
        columns.add(new ArrayList<>());
        first = x;
      }
      columns.getLast().add(place);
    }
    return columns;
  }

  private String description() {
    StringBuilder text = new StringBuilder();
    for (Place place : places) {
      text.append(
          String.format(
              Locale.ROOT,
              "%s %s at %.1f. ",
              place.lane.cell(),
              place.lane.arm().label(),
              place.at));
    }
    return text.toString().strip();
  }
}
