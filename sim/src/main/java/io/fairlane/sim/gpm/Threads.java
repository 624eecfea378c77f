package io.fairlane.sim.gpm;

import java.util.ArrayDeque;

/**
 * The Ms: which sleep on the idle list (last in, first out: {@code mget}), which are made, and how
 * long it takes to get one running. That depends on whether a CPU idles (spec section 6): on a busy
 * machine the woken thread follows its waker on the same CPU; an idle virtual CPU must be woken.
 */
final class Threads {
  private final Durations durations;

  /** That the threads may use. */
  private final int cpus;

  private final ArrayDeque<M> idle = new ArrayDeque<>();
  private int made;

  Threads(Durations durations, int cpus) {
    this.durations = durations;
    this.cpus = cpus;
  }

  M make() {
    return new M(made++);
  }

  void putIdle(M m, long now) {
    m.parkedAt = now;
    idle.push(m);
  }

  /** An idle M, or null: then {@link #make} one and add {@link Durations#CREATE_THREAD}. */
  M takeIdle() {
    return idle.poll();
  }

  /**
   * Futex wake to running for a sleeping thread that is handed a P ({@code t_h}).
   *
   * @param busyCpus CPUs in use, the waker's included
   */
  long handoff(M to, int busyCpus, long now) {
    if (busyCpus >= cpus) {
      return durations.handoffBusy();
    }
    return now - to.parkedAt < Durations.SHORT_SLEEP
        ? durations.handoffIdle()
        : durations.handoffIdleLong();
  }
}
