package io.fairlane.analysis.compare;

import io.fairlane.experiment.RunDirectory;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Trial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A run with the predictions at the speed that was seen beside each trial in place of those made
 * beforehand. The measured trials are the same.
 */
public final class AtSpeed {
  private AtSpeed() {}

  private record Cell(String scenario, Runtime runtime) {
    static Cell of(Trial trial) {
      return new Cell(trial.scenario(), trial.runtime());
    }
  }

  /**
   * Cells of which a trial has no prediction of its own keep those of beforehand.
   *
   * @return empty if there is no cell with predictions at the speed seen
   */
  public static List<Trial> of(RunDirectory run) {
    Map<Cell, List<Trial>> atSpeed = byCell(run.trialsAtSpeed());
    int each = run.manifest().plan().replicationsPerTrial();
    if (atSpeed.isEmpty() || each == 0) {
      return List.of();
    }
    List<Trial> trials = new ArrayList<>();
    boolean any = false;
    for (Map.Entry<Cell, List<Trial>> cell : byCell(run.trials()).entrySet()) {
      List<Trial> its = cell.getValue();
      List<Trial> own = atSpeed.getOrDefault(cell.getKey(), List.of());
      boolean whole = predictsAll(own, its, each);
      its.stream().filter(t -> !whole || t.kind() == Trial.Kind.MEASURED).forEach(trials::add);
      if (whole) {
        trials.addAll(WithinBlocks.of(own, each));
        any = true;
      }
    }
    return any ? trials : List.of();
  }

  private static Map<Cell, List<Trial>> byCell(List<Trial> trials) {
    return trials.stream()
        .collect(Collectors.groupingBy(Cell::of, LinkedHashMap::new, Collectors.toList()));
  }

  /** True if there are measured trials, and each has all of its replications. */
  private static boolean predictsAll(List<Trial> predicted, List<Trial> trials, int each) {
    return !predicted.isEmpty()
        && trials.stream()
            .filter(t -> t.kind() == Trial.Kind.MEASURED)
            .allMatch(
                t ->
                    predicted.stream()
                            .filter(p -> p.arm() == t.arm() && p.rep() / each == t.rep())
                            .count()
                        == each);
  }
}
