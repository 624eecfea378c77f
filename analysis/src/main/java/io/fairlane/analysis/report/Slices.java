package io.fairlane.analysis.report;

import io.fairlane.analysis.stats.RatioEstimate;
import io.fairlane.analysis.sweep.Lane;
import io.fairlane.analysis.sweep.SweepMap;
import io.fairlane.analysis.sweep.SweptCell;
import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.sweep.Axis;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts through a sweep: one axis varies, the others stay at their middle value.
 *
 * @param elsewhere what stays, in words; empty if nothing else varies
 */
record Slices(String key, SlicePlot plot, String elsewhere) {

  static List<Slices> of(SweepMap map) {
    List<Slices> all = new ArrayList<>();
    List<Axis> axes = map.sweep().axes();
    for (Axis axis : axes) {
      if (axis.single() && axis.size() > 1) {
        all.add(along(map, axis));
      }
    }
    return all;
  }

  private static Slices along(SweepMap map, Axis axis) {
    List<String> fixed = new ArrayList<>();
    List<String> keys = map.sweep().keys();
    List<String> middle = new ArrayList<>();
    for (Axis other : map.sweep().axes()) {
      List<String> point = other.points().get(other.size() / 2);
      middle.addAll(point);
      if (other != axis && other.size() > 1) {
        for (int i = 0; i < point.size(); i++) {
          fixed.add(other.keys().get(i) + " " + point.get(i));
        }
      }
    }
    int varying = keys.indexOf(axis.keys().getFirst());
    List<String> values = axis.points().stream().map(List::getFirst).toList();
    List<SlicePlot.Series> series = new ArrayList<>();
    for (Runtime runtime : map.sweep().runtimes()) {
      for (Arm arm : Arm.values()) {
        List<RatioEstimate> points = new ArrayList<>();
        for (String value : values) {
          List<String> wanted = new ArrayList<>(middle);
          wanted.set(varying, value);
          points.add(at(map, runtime, arm, wanted));
        }
        if (points.stream().anyMatch(RatioEstimate::present)) {
          series.add(new SlicePlot.Series(runtime.label() + " " + arm.label(), points));
        }
      }
    }
    String key = axis.keys().getFirst();
    return new Slices(key, new SlicePlot(key, values, series), String.join(", ", fixed));
  }

  private static RatioEstimate at(SweepMap map, Runtime runtime, Arm arm, List<String> values) {
    for (SweptCell cell : map.cells()) {
      if (cell.runtime() == runtime && cell.values().equals(values)) {
        return cell.lanes().stream()
            .filter(lane -> lane.arm() == arm)
            .map(Lane::speedup)
            .findFirst()
            .orElse(RatioEstimate.absent());
      }
    }
    return RatioEstimate.absent();
  }
}
