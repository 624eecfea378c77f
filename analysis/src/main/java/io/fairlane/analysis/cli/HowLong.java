package io.fairlane.analysis.cli;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Trial;
import io.fairlane.runner.rig.TrialPlan;
import io.fairlane.runner.rig.TrialPlan.Planned;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How long a plan will take, before it begins.
 *
 * @param missing trials that are not finished yet
 * @param missingSeconds of those, and of what is done around their blocks
 * @param wholeSeconds of all blocks of the plan
 * @param byTheModel false if nothing is predicted, so that only the time box limits a trial
 */
record HowLong(int missing, double missingSeconds, double wholeSeconds, boolean byTheModel) {

  /**
   * @param trials of the run so far, predicted and measured
   * @param aroundBlockSeconds what is done besides with each block
   */
  static HowLong of(
      TrialPlan plan, List<Trial> trials, double timeboxSeconds, double aroundBlockSeconds) {
    ExpectedSeconds expected = new ExpectedSeconds(trials, timeboxSeconds);
    Set<Key> finished = new HashSet<>();
    boolean predicted = false;
    for (Trial trial : trials) {
      predicted |= trial.kind() == Trial.Kind.PREDICTED;
      if (trial.kind() == Trial.Kind.MEASURED) {
        finished.add(new Key(trial.runtime(), trial.arm(), trial.rep()));
      }
    }
    int missing = 0;
    double missingSeconds = 0;
    double wholeSeconds = 0;
    for (List<Planned> block : plan.blocks()) {
      int before = missing;
      for (Planned next : block) {
        double seconds = expected.of(next.runtime(), next.arm());
        wholeSeconds += seconds;
        if (!finished.contains(new Key(next.runtime(), next.arm(), next.rep()))) {
          missing++;
          missingSeconds += seconds;
        }
      }
      wholeSeconds += aroundBlockSeconds;
      missingSeconds += missing > before ? aroundBlockSeconds : 0;
    }
    return new HowLong(missing, missingSeconds, wholeSeconds, predicted);
  }

  private record Key(Runtime runtime, Arm arm, int rep) {}

  /** One line, for example "20 trials to measure: about 3 min 2 s by the model". */
  String says() {
    String trials = missing + (missing == 1 ? " trial" : " trials") + " to measure: ";
    String duration = ProgressLine.duration(missingSeconds);
    return trials
        + (byTheModel
            ? "about " + duration + " by the model"
            : "at most " + duration + ", by the time box (nothing is predicted)");
  }
}
