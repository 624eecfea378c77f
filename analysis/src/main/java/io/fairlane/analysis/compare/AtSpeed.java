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
    return of(
        run.trials(), run.trialsAtSpeed(), run.manifest().plan().replicationsPerTrial(), true);
  }

  /**
   * The same of trials that were read already.
   *
   * @param beforehand what was measured, and predicted before that
   * @param seen the predictions again, at the speed of the host in each measured trial
   * @param each replications of an arm for each of its trials
   * @param withinBlocks true to take what differs from block to block for the host's
   */
  public static List<Trial> of(
      List<Trial> beforehand, List<Trial> seen, int each, boolean withinBlocks) {
    Map<Cell, List<Trial>> atSpeed = byCell(seen);
    if (atSpeed.isEmpty() || each == 0) {
      return List.of();
    }
    List<Trial> trials = new ArrayList<>();
    boolean any = false;
    for (Map.Entry<Cell, List<Trial>> cell : byCell(beforehand).entrySet()) {
      List<Trial> its = cell.getValue();
      List<Trial> own = atSpeed.getOrDefault(cell.getKey(), List.of());
      boolean whole = predictsAll(own, its, each);
      its.stream().filter(t -> !whole || t.kind() == Trial.Kind.MEASURED).forEach(trials::add);
      if (whole) {
        trials.addAll(withinBlocks ? WithinBlocks.of(own, each) : own);
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
