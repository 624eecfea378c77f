package io.fairlane.sim.replication;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Costs;
import io.fairlane.experiment.Proof;
import io.fairlane.experiment.Runtime;
import io.fairlane.sim.engine.Normal;
import io.fairlane.sim.engine.RandomStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How fast the host's CPUs are when a replication runs: as when they were calibrated, or as they
 * were seen beside a trial. CPUs may differ, because something else runs on the other half of one's
 * core or because they are of different kinds.
 *
 * <p>What is seen of a CPU is a look every 10 ms. What it did between them each replication draws
 * for itself: the next trial would have another error, so it counts as luck.
 *
 * @param iterationNs an iteration of the counting loop, over all CPUs; NaN = as calibrated
 * @param error its relative standard error
 * @param cpusNs the same on each CPU; empty = all alike
 * @param cpusError relative standard errors of those
 * @param pinned true if P i is on CPU i and the consumer's own thread on the one after; false if it
 *     is not known which P is where
 */
public record HostSpeed(
    double iterationNs, double error, List<Double> cpusNs, List<Double> cpusError, boolean pinned) {
  public static final HostSpeed AS_CALIBRATED =
      new HostSpeed(Double.NaN, 0, List.of(), List.of(), false);

  private static final int PURPOSE = 2_000;
  private static final int ERROR_PURPOSE = 2_001;

  public HostSpeed {
    cpusNs = List.copyOf(cpusNs);
    cpusError = List.copyOf(cpusError);
  }

  /** Known without an error. */
  static HostSpeed exactly(double iterationNs, List<Double> cpusNs, boolean pinned) {
    return new HostSpeed(iterationNs, 0, cpusNs, Collections.nCopies(cpusNs.size(), 0.0), pinned);
  }

  /**
   * What was seen beside a trial, or as calibrated if nobody looked. The pool's Ps stay on their
   * CPUs unless a locked task's thread takes them along.
   */
  public static HostSpeed of(Proof.Speed seen, Runtime runtime, Arm arm) {
    return seen.iterationNs() == null
        ? AS_CALIBRATED
        : new HostSpeed(
            seen.iterationNs(),
            seen.error() == null ? 0 : seen.error(),
            orNone(seen.cpusNs()),
            // an older version's looks: taken as they are
            seen.cpusError() == null
                ? Collections.nCopies(orNone(seen.cpusNs()).size(), 0.0)
                : seen.cpusError(),
            runtime == Runtime.POOL && arm != Arm.LOCKED);
  }

  private static List<Double> orNone(List<Double> values) {
    return values == null ? List.of() : values;
  }

  /**
   * One of the speeds that may have been seen as this: lognormal, each CPU by itself.
   *
   * @param seed of the replication
   */
  HostSpeed drawn(long seed) {
    RandomStream stream = new RandomStream(seed, ERROR_PURPOSE);
    double of = StrictMath.exp(error * Normal.quantile(stream.unit()));
    List<Double> each = new ArrayList<>();
    for (int i = 0; i < cpusNs.size(); i++) {
      each.add(cpusNs.get(i) * StrictMath.exp(cpusError.get(i) * Normal.quantile(stream.unit())));
    }
    return exactly(iterationNs * of, each, pinned);
  }

  /** Of all CPUs alike. */
  Costs all(Costs costs) {
    return Double.isNaN(iterationNs) ? costs : costs.atSpeed(iterationNs);
  }

  /**
   * Of each CPU that has a P or the lane, in that order.
   *
   * @param seed decides where the Ps are, if they may be anywhere
   * @return empty with one CPU in use: that it is at the speed of the work done is in {@link #all}
   */
  List<Costs> each(Costs costs, int cpus, long seed) {
    if (cpus < 2 || cpusNs.size() < cpus) {
      return List.of();
    }
    List<Double> order = new ArrayList<>(cpusNs);
    if (!pinned) {
      RandomStream stream = new RandomStream(seed, PURPOSE);
      for (int i = order.size() - 1; i > 0; i--) {
        Collections.swap(order, i, stream.below(i + 1));
      }
    }
    return order.stream().limit(cpus).map(costs::atSpeed).toList();
  }
}
