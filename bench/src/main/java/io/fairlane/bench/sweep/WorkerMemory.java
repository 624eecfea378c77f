package io.fairlane.bench.sweep;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Costs;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.ScenarioFiles;
import io.fairlane.sim.gpm.Simulation;
import io.fairlane.sim.latency.Latencies;
import io.fairlane.sim.replication.Batch;
import io.fairlane.sim.replication.Model;
import io.fairlane.sim.replication.Replication;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * What a worker holds: one run at a time. Background tasks take none of it, since one like another
 * is counted and not kept; the channel takes what it can hold.
 *
 * @param run bytes of a run of the seed scenario with a channel of one slot
 * @param slot bytes of each further slot
 */
record WorkerMemory(double run, double slot) {
  private static final int SLOTS = 1_000_000;
  private static final int COLLECTIONS = 50;
  private static final long STEADY_BYTES = 1_024;
  private static final long PAUSE_NANOS = 50_000_000;

  static WorkerMemory of(Costs costs) {
    run(costs, 1); // classes and tables that stay
    long without = used();
    Simulation small = run(costs, 1);
    long one = used();
    Simulation large = run(costs, SLOTS);
    long many = used();
    if (small.counters().clockStopped <= 0 || large.counters().clockStopped <= 0) {
      throw new IllegalStateException("a run did not end"); // and both were alive until here
    }
    return new WorkerMemory(one - without, (many - one - (one - without)) / (double) (SLOTS - 1));
  }

  /** A run that is over, with everything that it holds; its channel was full. */
  private static Simulation run(Costs costs, int slots) {
    Scenario scenario =
        ScenarioFiles.read(
            "seed", List.of("channel.capacity=" + slots, "consumer.messages=" + 2L * SLOTS));
    Batch batch = Batch.one(scenario, Runtime.GO, Arm.FAIR, costs, 1, 0, Model.of(Runtime.GO));
    Simulation simulation = Replication.setup(batch, Arm.FAIR, 0).latency(new Latencies()).build();
    simulation.runToClockStop(Long.MAX_VALUE / 4);
    return simulation;
  }

  /** Once nothing goes any more: what earlier parts of the benchmark held is let go in stages. */
  private static long used() {
    long before = Long.MAX_VALUE;
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      long now = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      if (Math.abs(before - now) < STEADY_BYTES) {
        return now;
      }
      before = now;
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return before;
  }
}
