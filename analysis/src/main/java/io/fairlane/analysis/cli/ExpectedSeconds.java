package io.fairlane.analysis.cli;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Trial;
import java.util.List;

/** How long a trial will take, by its prediction; for the time left and for what fits a budget. */
final class ExpectedSeconds {
  /** Starting a child (a JVM that warms up, or Go spawning its crowd) and ending it. */
  static final double AROUND_A_TRIAL_SECONDS = 1.5;

  private final List<Trial> predicted;
  private final double timeboxSeconds;

  ExpectedSeconds(List<Trial> trials, double timeboxSeconds) {
    this.predicted = trials.stream().filter(t -> t.kind() == Trial.Kind.PREDICTED).toList();
    this.timeboxSeconds = timeboxSeconds;
  }

  /** The mean over its replications, cut at the time box; the time box if nothing is predicted. */
  double of(Runtime runtime, Arm arm) {
    return AROUND_A_TRIAL_SECONDS
        + predicted.stream()
            .filter(t -> t.runtime() == runtime && t.arm() == arm)
            .mapToDouble(t -> Math.min(t.seconds(), timeboxSeconds))
            .average()
            .orElse(timeboxSeconds);
  }
}
