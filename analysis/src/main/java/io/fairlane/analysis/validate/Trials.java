package io.fairlane.analysis.validate;

import io.fairlane.experiment.RunDirectory;
import io.fairlane.experiment.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The trials of a run over a grid, read once.
 *
 * @param beforehand what was measured, and predicted before that
 * @param seen the predictions again, at the speed of the host in each measured trial
 * @param each replications of an arm in a block
 */
record Trials(List<Trial> beforehand, List<Trial> seen, int each) {

  static Trials of(RunDirectory run) {
    int each = run.manifest().plan().replications() / run.manifest().plan().trials();
    return new Trials(run.trials(), run.trialsAtSpeed(), Math.max(1, each));
  }

  /**
   * What was measured, and predicted at the speed seen; cells of which a trial has no prediction of
   * its own keep those of beforehand. Empty if there is none at the speed seen.
   *
   * @param withinBlocks true to take what differs from block to block for the host's
   */
  List<Trial> atSpeed(boolean withinBlocks) {
    Map<String, List<Trial>> atSpeed =
        seen.stream().collect(Collectors.groupingBy(Trial::scenario));
    if (atSpeed.isEmpty()) {
      return List.of();
    }
    List<Trial> trials = new ArrayList<>();
    beforehand.stream()
        .collect(Collectors.groupingBy(Trial::scenario))
        .forEach(
            (cell, its) -> {
              List<Trial> own = atSpeed.getOrDefault(cell, List.of());
              boolean whole = predictsAll(own, its);
              its.stream()
                  .filter(t -> !whole || t.kind() == Trial.Kind.MEASURED)
                  .forEach(trials::add);
              if (whole) {
                trials.addAll(withinBlocks ? WithinBlocks.of(own, each) : own);
              }
            });
    return trials;
  }

  private boolean predictsAll(List<Trial> predicted, List<Trial> trials) {
    return trials.stream()
        .filter(t -> t.kind() == Trial.Kind.MEASURED)
        .allMatch(
            t ->
                predicted.stream()
                        .filter(p -> p.arm() == t.arm() && p.rep() / each == t.rep())
                        .count()
                    == each);
  }
}
