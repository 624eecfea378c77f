package io.fairlane.analysis.compare;

import io.fairlane.analysis.stats.RatioEstimate;
import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.Trial;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The closing question of the article that Fairlane began with: does a goroutine created by a
 * locked one inherit the lock? Asked by scenarios in which the consumer's parent is locked. The
 * threads that both were seen on are the direct evidence, the time is the indirect one.
 */
final class InheritedLock {
  /** Ids printed of one trial. */
  private static final int MOST_IDS = 5;

  private InheritedLock() {}

  /** One sentence for each runtime that was asked. */
  static List<String> answers(Comparison comparison) {
    if (comparison.scenario().consumer().lockedBy() != Scenario.LockedBy.PARENT) {
      return List.of();
    }
    return comparison.rows().stream()
        .filter(row -> row.arm() == Arm.LOCKED)
        .flatMap(row -> answer(comparison, row).stream())
        .toList();
  }

  private static Optional<String> answer(Comparison comparison, ArmComparison row) {
    Optional<Trial.Threads> seen = threads(comparison, row.runtime());
    RatioEstimate told = row.measured().hasInterval() ? row.measured() : row.predicted().centre();
    if (seen.isEmpty() && !told.present()) {
      return Optional.empty();
    }
    boolean inherits =
        seen.map(threads -> threads.consumer().contains(threads.parent()))
            .orElse(told.hasInterval() && told.low() > 1);
    StringBuilder sentence =
        new StringBuilder("A goroutine created by a locked one ")
            .append(inherits ? "inherits the lock" : "does not inherit the lock");
    String separator = ": ";
    if (row.predicted().present()) {
      sentence.append(separator).append("predicted ").append(figure(row.predicted().centre()));
      separator = ", ";
    }
    if (row.measured().present()) {
      sentence.append(separator).append("measured ").append(figure(row.measured()));
    }
    seen.ifPresent(threads -> sentence.append("; ").append(where(threads)));
    return Optional.of(sentence.append('.').toString());
  }

  private static Optional<Trial.Threads> threads(Comparison comparison, Runtime runtime) {
    return comparison
        .side(Trial.Kind.MEASURED, runtime, Arm.LOCKED)
        .flatMap(side -> Optional.ofNullable(side.threads()));
  }

  private static String figure(RatioEstimate speedup) {
    return Figures.speedup(speedup.ratio())
        + (speedup.hasInterval() ? " " + Figures.interval(speedup.low(), speedup.high()) : "");
  }

  private static String where(Trial.Threads threads) {
    int ids = threads.consumer().size();
    return "it ran on "
        + (ids == 1 ? "thread " : "threads ")
        + threads.consumer().stream()
            .limit(MOST_IDS)
            .map(String::valueOf)
            .collect(Collectors.joining(", "))
        + (ids > MOST_IDS ? " and others" : "")
        + ", its parent on "
        + threads.parent();
  }
}
