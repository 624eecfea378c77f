package io.fairlane.analysis.report;

import io.fairlane.analysis.compare.Figures;
import io.fairlane.analysis.sweep.Lane;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The speedup over two axes, a panel for each combination of the others. A solid line where the
 * speedup is 1, a dashed one where it is as large a factor as what the others lose.
 */
final class HeatMap {
  private static final double LEFT = 66;
  private static final double TOP = 24;
  private static final double BOTTOM = 40;
  private static final double GAP = 12;
  private static final double LEGEND = 62;
  private static final double LEGEND_LINE = 20;

  /** Side of the dark corner that says that some runs are missing (px). */
  private static final double CORNER = 9;

  /** A panel narrower than this could not be read. */
  private static final double LEAST_WIDTH = 300;

  private static final double MOST_ROW = 34;

  /** A figure of four signs fits into a field so wide (px). */
  private static final double ROOM_FOR_FIGURE = 40;

  private static final double LABEL_WIDTH = 38;

  /** Speedups at which the colour changes, and the colours between them. */
  private static final double[] EDGES = {1 / 16., 1 / 4., 1 / 2., 1 / 1.15, 1.15, 2, 4, 16};

  private static final List<String> COLOURS =
      List.of("l4", "l3", "l2", "l1", "even", "g1", "g2", "g3", "g4");
  private static final List<String> EDGE_LABELS =
      List.of("1/16", "1/4", "1/2", "0.87", "1.15", "2", "4", "16");

  private final List<MapPanel> panels;

  /**
   * @param panels at least one, all over the same two axes
   */
  HeatMap(List<MapPanel> panels) {
    this.panels = panels;
  }

  String svg(double width) {
    MapPanel first = panels.getFirst();
    int columns = (int) Math.clamp(Math.floor(width / LEAST_WIDTH), 1, Math.min(2, panels.size()));
    double panelWidth = (width - (columns - 1) * GAP) / columns;
    double rowHeight = Math.clamp(320. / first.y().size(), 14, MOST_ROW);
    double panelHeight = TOP + rowHeight * first.y().size() + BOTTOM + GAP;
    int rows = (panels.size() + columns - 1) / columns;
    Drawing drawing =
        new Drawing(
            "map-" + (int) width,
            "Speedup over " + first.x().keys().getFirst() + " and " + first.y().keys().getFirst(),
            description(),
            width,
            rows * panelHeight + LEGEND + LEGEND_LINE * remarks().size());
    for (int i = 0; i < panels.size(); i++) {
      panel(
          drawing,
          panels.get(i),
          i % columns * (panelWidth + GAP),
          i / columns * panelHeight,
          panelWidth,
          rowHeight);
    }
    legend(drawing, rows * panelHeight, width);
    return drawing.done();
  }

  private void panel(
      Drawing drawing, MapPanel panel, double x0, double y0, double width, double height) {
    int columns = panel.x().size();
    int rows = panel.y().size();
    double left = x0 + LEFT;
    double field = (width - LEFT) / columns;
    double bottom = y0 + TOP + rows * height;
    drawing.label("name", "start", left, y0 + 15, panel.title());
    for (int row = 0; row < rows; row++) {
      double y = bottom - (row + 1) * height;
      drawing.label("tick", "end", left - 6, y + height / 2 + 4, value(panel.y().points(), row));
      for (int column = 0; column < columns; column++) {
        field(drawing, panel.lanes()[row][column], left + column * field, y, field, height);
      }
    }
    int every = (int) Math.ceil(LABEL_WIDTH / field);
    for (int column = 0; column < columns; column += every) {
      drawing.label(
          "tick",
          "middle",
          left + (column + 0.5) * field,
          bottom + 16,
          value(panel.x().points(), column));
    }
    drawing
        .label("tick", "middle", left + columns * field / 2, bottom + 33, panel.x().keys().get(0))
        .upright("tick", x0 + 11, bottom - rows * height / 2, panel.y().keys().get(0));
    lines(drawing, panel.worths(), "worth", left, bottom, field, height);
    lines(drawing, panel.gains(), "break-even", left, bottom, field, height);
  }

  private static void field(
      Drawing drawing, Lane lane, double x, double y, double width, double height) {
    drawing.area(colour(lane), x, y, x + width, y, x + width, y + height, x, y + height);
    if (width >= ROOM_FOR_FIGURE && lane != null && lane.speedup().present()) {
      drawing.label(
          "number",
          "middle",
          x + width / 2,
          y + height / 2 + 4,
          Figures.speedup(lane.speedup().ratio()).replace("x", ""));
    }
    if (lane != null && lane.partly()) {
      corner(drawing, x + width, y);
    }
  }

  private static void corner(Drawing drawing, double right, double top) {
    drawing.area("corner", right, top, right, top + CORNER, right - CORNER, top);
  }

  /** What is not as it looks: a style for its mark, and how many cells it is. */
  private Map<String, String> remarks() {
    long partly = count(lane -> lane != null && lane.partly());
    long never = count(lane -> lane != null && !lane.speedup().present());
    Map<String, String> remarks = new LinkedHashMap<>();
    if (partly > 0) {
      remarks.put(
          "corner",
          String.format(
              Locale.ROOT, "%,d cells: some runs never ended and are in no figure", partly));
    }
    if (never > 0) {
      remarks.put(
          "nothing",
          String.format(Locale.ROOT, "%,d cells: no run, or none of one arm, ever ended", never));
    }
    return remarks;
  }

  private long count(Predicate<Lane> such) {
    return panels.stream()
        .flatMap(panel -> Arrays.stream(panel.lanes()))
        .flatMap(Arrays::stream)
        .filter(such)
        .count();
  }

  private static String colour(Lane lane) {
    if (lane == null || !lane.speedup().present()) {
      return "nothing";
    }
    int colour = 0;
    while (colour < EDGES.length && lane.speedup().ratio() > EDGES[colour]) {
      colour++;
    }
    return COLOURS.get(colour);
  }

  private static void lines(
      Drawing drawing,
      double[][] values,
      String style,
      double left,
      double bottom,
      double width,
      double height) {
    List<Contour.Segment> segments = Contour.zero(values);
    for (String each : List.of("under", style)) {
      for (Contour.Segment s : segments) {
        drawing.line(
            each,
            left + (s.x1() + 0.5) * width,
            bottom - (s.y1() + 0.5) * height,
            left + (s.x2() + 0.5) * width,
            bottom - (s.y2() + 0.5) * height);
      }
    }
  }

  private void legend(Drawing drawing, double y, double width) {
    double box = Math.min(34, (width - LEFT) / COLOURS.size());
    drawing.label("tick", "start", 0, y + 13, "speedup");
    for (int i = 0; i < COLOURS.size(); i++) {
      double x = LEFT + i * box;
      drawing.area(COLOURS.get(i), x, y + 2, x + box, y + 2, x + box, y + 16, x, y + 16);
      if (i > 0) {
        drawing.label("tick", "middle", x, y + 30, EDGE_LABELS.get(i - 1));
      }
    }
    double second = y + 50;
    drawing
        .line("break-even", LEFT, second - 4, LEFT + 28, second - 4)
        .label("tick", "start", LEFT + 34, second, "speedup 1")
        .line("worth", LEFT + 108, second - 4, LEFT + 136, second - 4)
        .label("tick", "start", LEFT + 142, second, "worth its price");
    double next = second;
    for (Map.Entry<String, String> remark : remarks().entrySet()) {
      next += LEGEND_LINE;
      double x = LEFT + 14;
      double top = next - 11;
      if (remark.getKey().equals("corner")) {
        drawing.area("even", LEFT, top, x, top, x, next + 2, LEFT, next + 2);
        corner(drawing, x, top);
      } else {
        drawing.area(remark.getKey(), LEFT, top, x, top, x, next + 2, LEFT, next + 2);
      }
      drawing.label("tick", "start", LEFT + 34, next, remark.getValue());
    }
  }

  private static String value(List<List<String>> points, int i) {
    String text = points.get(i).getFirst();
    try {
      return Figures.tick(Double.parseDouble(text));
    } catch (NumberFormatException word) {
      return text;
    }
  }

  private String description() {
    StringBuilder text = new StringBuilder();
    for (MapPanel panel : panels) {
      int gain = 0;
      int all = 0;
      for (double[] row : panel.gains()) {
        for (double log : row) {
          gain += log > 0 ? 1 : 0;
          all += Double.isNaN(log) ? 0 : 1;
        }
      }
      text.append(panel.title())
          .append(": faster in ")
          .append(gain)
          .append(" of ")
          .append(all)
          .append(" cells. ");
    }
    return text.toString().strip();
  }
}
