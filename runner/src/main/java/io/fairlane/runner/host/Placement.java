package io.fairlane.runner.host;

import java.util.BitSet;
import java.util.List;

/**
 * Who is pinned where.
 *
 * @param workers CPU of each worker of the pool
 * @param consumer CPU of a consumer with a thread of its own; -1 = it has none, or floats
 * @param why the choice and its reason in one line
 */
public record Placement(List<Integer> workers, int consumer, String why) {
  public Placement {
    workers = List.copyOf(workers);
  }

  /** All CPUs of the trial, as a mask. */
  public BitSet cpus() {
    BitSet cpus = workerCpus();
    if (consumer >= 0) {
      cpus.set(consumer);
    }
    return cpus;
  }

  /** The CPUs of the workers, as a mask. */
  public BitSet workerCpus() {
    BitSet cpus = new BitSet();
    workers.forEach(cpus::set);
    return cpus;
  }
}
