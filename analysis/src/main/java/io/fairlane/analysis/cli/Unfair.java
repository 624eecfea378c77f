package io.fairlane.analysis.cli;

import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.Trial;
import java.util.List;

/** Trials whose background did not get equal shares are kept, shown, and fail the command. */
final class Unfair {
  private Unfair() {}

  /**
   * @throws Refusal (verdict failed) if there is one
   */
  static void refuse(List<Trial> trials) {
    long unfair = trials.stream().filter(t -> t.verdict() == Trial.Verdict.UNFAIR).count();
    if (unfair > 0) {
      throw Refusal.verdictFailed(
          unfair
              + " trials were unfair: the background did not get equal shares; measure on a quieter"
              + " host");
    }
  }
}
