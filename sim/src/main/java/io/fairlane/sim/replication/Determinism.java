package io.fairlane.sim.replication;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Progress;
import io.fairlane.experiment.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Runs a batch twice, on one thread and on several, and compares the histories, not the means. */
public final class Determinism {
  private Determinism() {}

  /** What a replication was, in 64 bits. */
  public record Fingerprint(Arm arm, int rep, long hash) {}

  /** The first replication, in order of arms and numbers, whose two histories differ. */
  public record Difference(Arm arm, int rep, long onOneThread, long onSeveral) {
    @Override
    public String toString() {
      return String.format(
          "%s, replication %d: hash %016x on one thread, %016x on several",
          arm.label(), rep, onOneThread, onSeveral);
    }
  }

  /**
   * @return nothing if both runs are the same in every event
   */
  public static Optional<Difference> check(Batch batch, int threads, Progress progress)
      throws InterruptedException {
    return firstDifference(
        fingerprints(batch, 1, "checking, one thread", progress),
        fingerprints(batch, threads, "checking, " + threads + " threads", progress));
  }

  /** One for each replication of each arm. */
  public static List<Fingerprint> fingerprints(Batch batch, int threads, Progress progress)
      throws InterruptedException {
    return fingerprints(batch, threads, "checking", progress);
  }

  private static List<Fingerprint> fingerprints(
      Batch batch, int threads, String what, Progress progress) throws InterruptedException {
    List<Callable<Fingerprint>> work = new ArrayList<>();
    for (Arm arm : batch.arms()) {
      for (int rep = batch.from(); rep < batch.to(); rep++) {
        int number = rep;
        work.add(
            () -> {
              TraceHash hash = new TraceHash();
              Trial trial =
                  Replications.one(batch, arm, number, batch.model().observedBy(() -> hash));
              return new Fingerprint(arm, number, hash.with(trial));
            });
      }
    }
    return InParallel.all(work, threads, what, progress);
  }

  static Optional<Difference> firstDifference(List<Fingerprint> one, List<Fingerprint> several) {
    for (int i = 0; i < one.size(); i++) {
      Fingerprint a = one.get(i);
      Fingerprint b = several.get(i);
      if (a.hash() != b.hash()) {
        return Optional.of(new Difference(a.arm(), a.rep(), a.hash(), b.hash()));
      }
    }
    return Optional.empty();
  }
}
