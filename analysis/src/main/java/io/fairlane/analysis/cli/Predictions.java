package io.fairlane.analysis.cli;

import io.fairlane.analysis.compare.Comparison;
import io.fairlane.analysis.stats.RatioEstimate;
import io.fairlane.experiment.Manifest;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.Trial;
import io.fairlane.sim.replication.Batch;
import io.fairlane.sim.replication.Determinism;
import io.fairlane.sim.replication.Determinism.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs a batch: all of it, or until the speedups are known well enough. */
final class Predictions {
  /** Replications between two looks at the intervals; fixed, so that threads change nothing. */
  static final int STEP = 20;

  private final Shell shell;
  private final int threads = Runtime.getRuntime().availableProcessors();

  Predictions(Shell shell) {
    this.shell = shell;
  }

  List<Trial> all(Batch batch) throws InterruptedException {
    return shell.pieces().predictor().run(batch, threads, shell.console().progress());
  }

  /**
   * Goes on in steps until each arm's interval of the speedup is narrow, at most to the end of the
   * batch.
   *
   * @param width of an interval: high / low - 1
   */
  List<Trial> untilNarrow(Batch batch, Manifest manifest, double width)
      throws InterruptedException {
    List<Trial> trials = new ArrayList<>();
    for (int from = batch.from(); from < batch.to(); from += STEP) {
      trials.addAll(all(batch.numbers(from, Math.min(batch.to(), from + STEP))));
      if (widest(manifest, trials) <= width) {
        return trials;
      }
    }
    shell
        .console()
        .remark(
            batch.to()
                + " replications on "
                + batch.runtime().label()
                + " and an interval is still wider than asked: raise --replications");
    return trials;
  }

  private static double widest(Manifest manifest, List<Trial> trials) {
    return Comparison.of(manifest, trials).rows().stream()
        .map(row -> row.predicted().centre())
        .mapToDouble(Predictions::width)
        .max()
        .orElse(0);
  }

  private static double width(RatioEstimate estimate) {
    return estimate.hasInterval() ? estimate.high() / estimate.low() - 1 : Double.MAX_VALUE;
  }

  /**
   * @throws Refusal (verdict failed) if one thread and several do not give the same histories
   */
  void verify(Batch batch) throws InterruptedException {
    Optional<Difference> difference =
        Determinism.check(batch, Math.max(2, threads), shell.console().progress());
    if (difference.isPresent()) {
      throw Refusal.verdictFailed(
          "not deterministic: " + batch.runtime().label() + " " + difference.get());
    }
    shell
        .console()
        .remark(
            "deterministic: "
                + batch.runtime().label()
                + ", "
                + batch.arms().size() * (batch.to() - batch.from())
                + " replications, the same history on 1 and on "
                + Math.max(2, threads)
                + " threads");
  }
}
