package io.fairlane.analysis.sweep;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Runtime;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the cells of a sweep fare with one arm; filled cell by cell, keeps none of them. */
final class LaneCount {
  /**
   * A cell's speedup, for other programs: an end that does not exist is null.
   *
   * @param at the keys that vary, with their values there
   */
  record Extreme(double ratio, Double low, Double high, Map<String, String> at) {
    private static Extreme of(Lane lane, List<String> keys, List<String> values) {
      Map<String, String> at = new LinkedHashMap<>();
      for (int i = 0; i < keys.size(); i++) {
        at.put(keys.get(i), values.get(i));
      }
      boolean has = lane.speedup().hasInterval();
      return new Extreme(
          lane.speedup().ratio(),
          has ? lane.speedup().low() : null,
          has ? lane.speedup().high() : null,
          at);
    }
  }

  private final Runtime runtime;
  private final Arm arm;
  private final Map<Lane.Side, Integer> sides = new EnumMap<>(Lane.Side.class);
  private int cells;
  private int partly;
  private int worthIt;
  private Extreme most;
  private Extreme least;

  LaneCount(Runtime runtime, Arm arm) {
    this.runtime = runtime;
    this.arm = arm;
  }

  void add(Lane lane, List<String> keys, List<String> values) {
    cells++;
    sides.merge(lane.side(), 1, Integer::sum);
    partly += lane.partly() ? 1 : 0;
    worthIt += lane.worth() > 1 ? 1 : 0;
    if (lane.speedup().present()) {
      if (most == null || lane.speedup().ratio() > most.ratio) {
        most = Extreme.of(lane, keys, values);
      }
      if (least == null || lane.speedup().ratio() < least.ratio) {
        least = Extreme.of(lane, keys, values);
      }
    }
  }

  String name() {
    return runtime.label() + " " + arm.label();
  }

  int of(Lane.Side side) {
    return sides.getOrDefault(side, 0);
  }

  int partly() {
    return partly;
  }

  int worthIt() {
    return worthIt;
  }

  Extreme most() {
    return most;
  }

  Extreme least() {
    return least;
  }

  /** For other programs. */
  Map<String, Object> figures() {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("runtime", runtime);
    figures.put("arm", arm);
    figures.put("cells", cells);
    figures.put("faster", of(Lane.Side.FASTER));
    figures.put("slower", of(Lane.Side.SLOWER));
    figures.put("neither", of(Lane.Side.NEITHER));
    figures.put("noInterval", of(Lane.Side.NO_INTERVAL));
    figures.put("noEnd", of(Lane.Side.NO_END));
    figures.put("someRunsWithoutEnd", partly);
    figures.put("worthIt", worthIt);
    figures.put("most", most);
    figures.put("least", least);
    return figures;
  }
}
