package io.fairlane.runner.host;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Refusal;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** The CPUs of this host that a trial may use, and which of them it gets. */
public final class Topology {
  /** To be calibrated, and to give a consumer a lane, the pool needs a second CPU. */
  private static final int POOL_LEAST = 2;

  private final BitSet allowed;
  private final BitSet online;
  private final BitSet isolated;
  private final CpuChoice choice;
  private final Optional<CpuQuota> quota;

  private Topology(Path root) {
    this.allowed = CpuReader.allowed(root);
    this.online = CpuReader.online(root);
    this.isolated = CpuReader.isolated(root);
    this.choice = new CpuChoice(CpuReader.cpus(root, allowed, online));
    this.quota = CpuQuota.read(root);
  }

  /**
   * As the kernel tells it now. The mask is the process's (its first thread's), not a pinned one.
   */
  public static Topology read() {
    return read(ProcFiles.ROOT);
  }

  /** The same of another host, whose {@code /proc} and {@code /sys} lie below {@code root}. */
  static Topology read(Path root) {
    return new Topology(root);
  }

  /** What this process may run on; empty = the host does not tell. */
  public BitSet allowed() {
    return (BitSet) allowed.clone();
  }

  /** What the kernel runs; empty = the host does not tell. */
  public BitSet online() {
    return (BitSet) online.clone();
  }

  /**
   * {@link #allowed} in the order they are to be used: the first hardware thread of each core
   * before any second one, fast cores first.
   */
  public List<Integer> oneThreadPerCore() {
    return choice.inOrderOfUse().stream().map(Cpu::id).toList();
  }

  /**
   * Chooses CPUs so that every arm has the same {@code processors} of them. The consumer of {@link
   * Arm#PINNED} gets the CPU that the pool has given up.
   *
   * @throws Refusal (host cannot) if there are too few, or too little time on them
   */
  public Placement place(int processors, Arm arm) {
    refuseUnlessThereIsRoom(processors, arm);
    List<Cpu> taken = choice.take(processors);
    int workers = arm.outsideRunQueues() ? processors - 1 : processors;
    int consumer = arm == Arm.PINNED ? taken.get(workers).id() : -1;
    String why =
        "workers on CPU "
            + CpuList.text(taken.subList(0, workers), Cpu::id)
            + (arm == Arm.PINNED ? ", consumer on CPU " + consumer : "")
            + (arm == Arm.DEDICATED ? ", consumer floats" : "")
            + ": "
            + choice.reason(taken, isolated);
    return new Placement(taken.subList(0, workers).stream().map(Cpu::id).toList(), consumer, why);
  }

  /**
   * The same without choosing, for a runtime that pins nothing and can do with one CPU. Where the
   * host does not tell (not Linux), nothing is refused.
   *
   * @throws Refusal (host cannot) if there are too few CPUs, or too little time on them
   */
  public void requireRoom(int processors) {
    if (!allowed.isEmpty() && allowed.cardinality() < processors) {
      throw tooFew(processors, 1);
    }
    refuseIfThrottled(processors, 1);
  }

  private void refuseUnlessThereIsRoom(int processors, Arm arm) {
    if (allowed.isEmpty()) {
      throw Refusal.hostCannot(
          "this host does not tell which CPUs may be used (no Cpus_allowed_list in"
              + " /proc/self/status): the pool needs Linux");
    }
    int needed = arm.outsideRunQueues() ? Math.max(POOL_LEAST, processors) : processors;
    if (allowed.cardinality() < needed) {
      throw tooFew(needed, POOL_LEAST);
    }
    refuseIfThrottled(needed, POOL_LEAST);
    // Last: where there is one CPU, more processors would be no remedy.
    if (needed > processors) {
      throw Refusal.hostCannot(
          "arm "
              + arm.label()
              + " takes one CPU from the pool and needs processors >= 2: add --set processors=2");
    }
  }

  /**
   * @param least processors below which the runtime cannot be measured: what is no remedy is not
   *     offered
   */
  private Refusal tooFew(int processors, int least) {
    int enough = allowed.cardinality();
    return Refusal.hostCannot(
        "the scenario needs "
            + processors
            + " CPUs, this process may use "
            + enough
            + " (CPU "
            + allowed.toString().replaceAll("[{} ]", "")
            + "): "
            + lowered(enough, least)
            + "widen the mask (taskset, cpuset)");
  }

  /** Throttling is no noise that more trials would average out: it stops every arm alike. */
  private void refuseIfThrottled(int processors, int least) {
    if (quota.isEmpty() || quota.get().cpus() >= processors) {
      return;
    }
    CpuQuota limit = quota.get();
    throw Refusal.hostCannot(
        "the scenario needs "
            + processors
            + (processors == 1 ? " CPU" : " CPUs")
            + ", this process is throttled at "
            + limit.text()
            + " ("
            + limit.where()
            + "): "
            + lowered((int) limit.cpus(), least)
            + "raise the quota (docker --cpus, systemd CPUQuota)");
  }

  private static String lowered(int enough, int least) {
    return enough >= least ? "lower it with --set processors=" + enough + " or " : "";
  }
}
