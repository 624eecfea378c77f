package io.fairlane.runner.host;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Refusal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * The CPUs of this host.
 *
 * @param allowed what this process may run on; empty = the host does not tell
 * @param online what the kernel runs; empty = the host does not tell
 * @param oneThreadPerCore {@code allowed} in the order they are to be used: the first hardware
 *     thread of each core before any second one
 */
public record Topology(BitSet allowed, BitSet online, List<Integer> oneThreadPerCore) {
  /**
   * Who is pinned where.
   *
   * @param workers CPU of each worker of the pool
   * @param consumer CPU of a consumer with a thread of its own; -1 = it has none, or floats
   */
  public record Placement(List<Integer> workers, int consumer) {
    /** The CPUs of the workers, as a mask. */
    public BitSet workerCpus() {
      BitSet cpus = new BitSet();
      workers.forEach(cpus::set);
      return cpus;
    }

    /** The choice and its reason in one line. */
    public String why() {
      return "workers on CPU "
          + workers.toString().replaceAll("[\\[\\] ]", "")
          + (consumer < 0 ? "" : ", consumer on CPU " + consumer)
          + ": the first allowed CPUs, one hardware thread per core first";
    }
  }

  /**
   * As the kernel tells it now. The mask is the process's (its first thread's), not a pinned one.
   */
  public static Topology read() {
    BitSet allowed =
        ProcFiles.field("/proc/self/status", "Cpus_allowed_list")
            .map(ProcFiles::cpuList)
            .orElseGet(BitSet::new);
    BitSet online =
        ProcFiles.text("/sys/devices/system/cpu/online")
            .map(ProcFiles::cpuList)
            .orElseGet(BitSet::new);
    if (!online.isEmpty()) {
      allowed.and(online);
    }
    return new Topology(allowed, online, coresFirst(allowed));
  }

  private static List<Integer> coresFirst(BitSet allowed) {
    List<Integer> first = new ArrayList<>();
    List<Integer> others = new ArrayList<>();
    BitSet taken = new BitSet();
    allowed.stream()
        .forEach(
            cpu -> {
              Optional<String> siblings =
                  ProcFiles.text(
                      "/sys/devices/system/cpu/cpu" + cpu + "/topology/thread_siblings_list");
              (taken.get(cpu) ? others : first).add(cpu);
              siblings.map(ProcFiles::cpuList).ifPresent(taken::or);
            });
    first.addAll(others);
    return first;
  }

  /**
   * Chooses CPUs so that every arm has {@code processors} of them. The consumer of {@link
   * Arm#PINNED} gets the CPU that the pool has given up.
   *
   * @throws Refusal (host cannot) if there are too few
   */
  public Placement place(int processors, Arm arm) {
    if (arm.outsideRunQueues() && processors < 2) {
      throw Refusal.hostCannot(
          "arm "
              + arm.label()
              + " takes one CPU from the pool and needs processors >= 2: add --set processors=2");
    }
    if (allowed.isEmpty()) {
      throw Refusal.hostCannot(
          "this host does not tell which CPUs may be used (no Cpus_allowed_list in"
              + " /proc/self/status): the pool needs Linux");
    }
    if (allowed.cardinality() < processors) {
      throw Refusal.hostCannot(
          "the scenario needs "
              + processors
              + " CPUs, this process may use "
              + allowed.cardinality()
              + " (CPU "
              + allowed.toString().replaceAll("[{} ]", "")
              + "): lower it with --set processors="
              + allowed.cardinality()
              + " or widen the mask (taskset, cpuset)");
    }
    List<Integer> cpus = oneThreadPerCore.subList(0, processors);
    return arm.outsideRunQueues()
        ? new Placement(
            List.copyOf(cpus.subList(0, processors - 1)),
            arm == Arm.PINNED ? cpus.get(processors - 1) : -1)
        : new Placement(List.copyOf(cpus), -1);
  }
}
