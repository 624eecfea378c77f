package io.fairlane.runner.pool;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Json;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.Trial;
import io.fairlane.runner.host.Housekeeping;
import io.fairlane.runner.host.Pinning;
import io.fairlane.runner.host.SafepointLog;
import io.fairlane.runner.host.Topology;
import io.fairlane.runner.rig.NotYet;
import io.fairlane.runner.rig.TrialRunner;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;

/** Trials of the pool, each in a JVM of its own: no trial sees another's compiled code or heap. */
public final class PoolTrials implements TrialRunner {
  private Pinning.Check pinning;

  @Override
  public Runtime runtime() {
    return Runtime.POOL;
  }

  @Override
  public void require(Scenario scenario, Arm arm) {
    if (!runtime().measures(arm)) {
      throw Refusal.badInput(
          "the pool has no arm '" + arm.label() + "': one of fair, locked, dedicated, pinned");
    }
    NotYet.refuse(scenario, runtime());
    Topology.read().place(scenario.processors(), arm);
    requirePinning();
  }

  private synchronized void requirePinning() {
    if (pinning == null || !pinning.works()) {
      pinning = Pinning.check();
    }
    if (!pinning.works()) {
      throw Refusal.hostCannot(pinning.says());
    }
  }

  @Override
  public Trial run(Scenario scenario, Arm arm, int rep, long seed, double timeboxSeconds)
      throws InterruptedException {
    require(scenario, arm);
    Path safepoints = ScratchFile.name("safepoints");
    try {
      return run(
          new PoolRequest(scenario, arm, rep, seed, timeboxSeconds, safepoints.toString()),
          SafepointLog.flag(safepoints));
    } finally {
      ScratchFile.delete(safepoints);
    }
  }

  private static Trial run(PoolRequest request, String safepointFlag) throws InterruptedException {
    Scenario scenario = request.scenario();
    Arm arm = request.arm();
    String line =
        new Fork(
                List.of(
                    "-Xms" + heapMiB(scenario) + "m",
                    "-Xmx" + heapMiB(scenario) + "m",
                    // One collector thread that never runs beside the trial: it makes no garbage.
                    "-XX:+UseSerialGC",
                    "-XX:+AlwaysPreTouch",
                    "-XX:-UsePerfData",
                    safepointFlag),
                PoolTrialMain.class,
                Json.write(request))
            .run(arm.outsideRunQueues() ? confinement(scenario, arm) : Fork.Meanwhile.NOTHING);
    return Json.read("pool trial", line, Trial.class);
  }

  /** While a lane is measured this JVM keeps off its CPU too. */
  private static Fork.Meanwhile confinement(Scenario scenario, Arm arm) {
    Topology topology = Topology.read();
    BitSet workers = topology.place(scenario.processors(), arm).workerCpus();
    return new Fork.Meanwhile(
        () -> Housekeeping.confineTo(workers), () -> Housekeeping.confineTo(topology.allowed()));
  }

  /** Twice what the tasks, slots and tickets of the scenario take, and room for the warm-up. */
  static long heapMiB(Scenario scenario) {
    long tasks = 56L * scenario.background().tasks();
    long slots = 8L * 2 * Math.max(1, scenario.channel().capacity());
    int senders = scenario.producers().tasks();
    long tickets = 28L * senders * Ticket.blockLength(senders);
    return 192 + 2 * (tasks + slots + tickets) / (1 << 20);
  }

  /** The java command of the JVM we run in. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
