package io.fairlane.analysis.validate;

import io.fairlane.analysis.compare.AtSpeed;
import io.fairlane.experiment.RunDirectory;
import io.fairlane.experiment.Trial;
import java.util.List;

/**
 * The trials of a run over a grid, read once.
 *
 * @param beforehand what was measured, and predicted before that
 * @param seen the predictions again, at the speed of the host in each measured trial
 * @param each replications of an arm in a block
 */
record Trials(List<Trial> beforehand, List<Trial> seen, int each) {

  static Trials of(RunDirectory run) {
    int each = run.manifest().plan().replicationsPerTrial();
    return new Trials(run.trials(), run.trialsAtSpeed(), Math.max(1, each));
  }

  /**
   * What was measured, and predicted at the speed seen; cells of which a trial has no prediction of
   * its own keep those of beforehand. Empty if there is none at the speed seen.
   *
   * @param withinBlocks true to take what differs from block to block for the host's
   */
  List<Trial> atSpeed(boolean withinBlocks) {
    return AtSpeed.of(beforehand, seen, each, withinBlocks);
  }
}
