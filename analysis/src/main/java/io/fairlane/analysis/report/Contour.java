package io.fairlane.analysis.report;

import java.util.ArrayList;
import java.util.List;

/** Where a quantity that is known on a grid passes through zero: marching squares. */
final class Contour {
  /** A piece of the line, in columns and rows of the grid. */
  record Segment(double x1, double y1, double x2, double y2) {}

  private Contour() {}

  /**
   * @param values by row, then column; NaN where nothing is known
   */
  static List<Segment> zero(double[][] values) {
    List<Segment> segments = new ArrayList<>();
    for (int y = 0; y + 1 < values.length; y++) {
      for (int x = 0; x + 1 < values[y].length; x++) {
        square(segments, values, x, y);
      }
    }
    return segments;
  }

  /** Between four points the line enters and leaves; at a saddle it does so twice. */
  private static void square(List<Segment> segments, double[][] values, int x, int y) {
    double[] corners = {
      values[y][x], values[y][x + 1], values[y + 1][x + 1], values[y + 1][x],
    };
    int[][] at = {{x, y}, {x + 1, y}, {x + 1, y + 1}, {x, y + 1}};
    List<double[]> crossings = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      double a = corners[i];
      double b = corners[(i + 1) % 4];
      if (Double.isNaN(a) || Double.isNaN(b)) {
        return;
      }
      if (a > 0 != b > 0) {
        double share = a / (a - b);
        int[] from = at[i];
        int[] to = at[(i + 1) % 4];
        crossings.add(
            new double[] {
              from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])
            });
      }
    }
    for (int i = 0; i + 1 < crossings.size(); i += 2) {
      double[] a = crossings.get(i);
      double[] b = crossings.get(i + 1);
      segments.add(new Segment(a[0], a[1], b[0], b[1]));
    }
  }
}
