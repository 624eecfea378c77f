package io.fairlane.sim.trace;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.ScenarioFiles;
import io.fairlane.sim.gpm.SimulationSetup;
import io.fairlane.sim.replication.Batch;
import io.fairlane.sim.replication.Model;
import io.fairlane.sim.replication.Replication;
import io.fairlane.sim.replication.SampleCosts;
import java.util.List;

/** Small processes to trace, with the costs of the specification. */
final class Traced {
  /** Busy enough that the fair consumer shares slices and is preempted, small enough to be fast. */
  private static final List<String> SMALL =
      List.of("background.tasks=60", "producers.tasks=4", "consumer.messages=3000000");

  /** Messages are handed from G to G, and Ps idle and steal from each other. */
  private static final List<String> IDLING =
      List.of(
          "background.tasks=0",
          "producers.tasks=3",
          "channel.capacity=2",
          "consumer.messages=20000");

  private Traced() {}

  static SimulationSetup small(Arm arm, long seed) {
    return setup(SMALL, arm, seed);
  }

  /** A seed with which the fair consumer of the small process is preempted: most are. */
  static long preempting() {
    long seed = 7;
    while (TracedRun.of(small(Arm.FAIR, seed), false).firstPreemption().isEmpty()) {
      seed++;
    }
    return seed;
  }

  static SimulationSetup idling(Arm arm, long seed) {
    return setup(IDLING, arm, seed);
  }

  private static SimulationSetup setup(List<String> sets, Arm arm, long seed) {
    Runtime runtime = arm.outsideRunQueues() ? Runtime.POOL : Runtime.GO;
    return Replication.setup(
        Batch.one(
            ScenarioFiles.read("seed", sets),
            runtime,
            arm,
            SampleCosts.go(),
            seed,
            0,
            Model.of(runtime)),
        arm,
        0);
  }

  static Schedule small(Arm arm, double fromMs, double toMs, int limit) {
    return TracedRun.of(small(arm, 7), arm.outsideRunQueues())
        .record(arm.label(), Window.ofMs(fromMs, toMs), limit);
  }

  static Schedule idling(Arm arm, double fromMs, double toMs) {
    return TracedRun.of(idling(arm, 7), arm.outsideRunQueues())
        .record(arm.label(), Window.ofMs(fromMs, toMs), TracedRun.LIMIT);
  }
}
