package io.fairlane.analysis.report;

import io.fairlane.analysis.sweep.Lane;
import io.fairlane.analysis.sweep.SweepMap;
import io.fairlane.analysis.sweep.SweptCell;
import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.sweep.Axis;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * One map: two axes vary, everything else is fixed.
 *
 * @param title what is fixed
 * @param lanes by row (the vertical axis), then column; null where the sweep has none
 */
record MapPanel(String title, Axis x, Axis y, Lane[][] lanes) {

  /** Everything but the two axes. */
  private record Fixed(Runtime runtime, Arm arm, List<String> others) {}

  /** The axis with the most values, then the second; null if there are no two. */
  static List<Axis> plane(SweepMap map) {
    if (map.sweep().axes().stream().anyMatch(axis -> !axis.single())) {
      return null;
    }
    List<Axis> longest =
        map.sweep().axes().stream()
            .filter(axis -> axis.size() > 1)
            .sorted((a, b) -> Integer.compare(b.size(), a.size()))
            .limit(2)
            .toList();
    return longest.size() < 2 ? null : longest;
  }

  static List<MapPanel> of(SweepMap map) {
    List<Axis> plane = plane(map);
    if (plane == null) {
      return List.of();
    }
    Axis x = plane.get(0);
    Axis y = plane.get(1);
    List<String> keys = map.sweep().keys();
    int column = keys.indexOf(x.keys().getFirst());
    int row = keys.indexOf(y.keys().getFirst());
    Map<List<String>, Integer> xs = places(x);
    Map<List<String>, Integer> ys = places(y);
    Map<Fixed, Lane[][]> panels = new LinkedHashMap<>();
    for (SweptCell cell : map.cells()) {
      for (Lane lane : cell.lanes()) {
        List<String> others = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
          if (i != column && i != row) {
            others.add(keys.get(i) + " " + cell.values().get(i));
          }
        }
        panels
                .computeIfAbsent(
                    new Fixed(cell.runtime(), lane.arm(), others),
                    f -> new Lane[y.size()][x.size()])[ys.get(List.of(cell.values().get(row)))][
                xs.get(List.of(cell.values().get(column)))] =
            lane;
      }
    }
    List<MapPanel> all = new ArrayList<>();
    panels.forEach((fixed, lanes) -> all.add(new MapPanel(title(fixed), x, y, lanes)));
    return all;
  }

  private static Map<List<String>, Integer> places(Axis axis) {
    Map<List<String>, Integer> places = new LinkedHashMap<>();
    axis.points().forEach(point -> places.put(point, places.size()));
    return places;
  }

  private static String title(Fixed fixed) {
    String arm = fixed.runtime().label() + " " + fixed.arm().label();
    return fixed.others().isEmpty() ? arm : arm + ", " + String.join(", ", fixed.others());
  }

  /** Logarithms of the speedup: zero is break-even. */
  double[][] gains() {
    return figures(lane -> Math.log(lane.speedup().ratio()));
  }

  /** Logarithms of the speedup times what the others keep: above zero it is worth its price. */
  double[][] worths() {
    return figures(lane -> Math.log(lane.worth()));
  }

  private double[][] figures(ToDoubleFunction<Lane> figure) {
    double[][] all = new double[lanes.length][lanes[0].length];
    for (int i = 0; i < lanes.length; i++) {
      for (int j = 0; j < lanes[i].length; j++) {
        all[i][j] = lanes[i][j] == null ? Double.NaN : figure.applyAsDouble(lanes[i][j]);
      }
    }
    return all;
  }
}
