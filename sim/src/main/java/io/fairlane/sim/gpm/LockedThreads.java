package io.fairlane.sim.gpm;

import io.fairlane.sim.gpm.P.Phase;

/**
 * {@code LockOSThread}: a locked G runs on its own thread only, so its P is handed over each time
 * it stops and each time it is picked (spec section 6). The P moves with its ring, runnext and
 * tick.
 */
final class LockedThreads {
  private final World world;
  private final Processors processors;
  private final Handoff handoff;

  LockedThreads(World world, Processors processors, Handoff handoff) {
    this.world = world;
    this.processors = processors;
    this.handoff = handoff;
  }

  /** {@code LockOSThread}: calls nest. */
  static void lock(G g, M m) {
    m.lockedCount++;
    m.lockedG = g;
    g.lockedM = m;
  }

  /** {@code UnlockOSThread}: the last of the calls unwires; one too many does nothing. */
  static void unlock(G g, M m) {
    if (m.lockedCount > 0 && --m.lockedCount == 0) {
      m.lockedG = null;
      g.lockedM = null;
    }
  }

  /** Rule {@link Rule#CHILD_INHERITS_LOCK}: a G is wired to a thread of its own from the start. */
  void wireToNewThread(G child, long now) {
    M m = processors.threads().make();
    m.parkedAt = now;
    lock(child, m);
  }

  /** {@code stoplockedm}: the P goes to another thread, this one sleeps. */
  void stop(P p, long now) {
    p.m.parkedAt = now;
    world.counters().handoffs++;
    handoff.handoffp(p, p.m, now);
  }

  /** {@code startlockedm}: the picked G's own thread gets the P, the picker becomes idle. */
  void start(P p, G g, long now) {
    Threads threads = processors.threads();
    world.counters().handoffs++;
    M picker = p.m;
    world.observer().released(now, p, picker.id);
    long delay =
        Math.max(
            threads.handoff(g.lockedM, processors.busyCpus(), now),
            g.lockedM.parkingUntil - now + 1);
    threads.putIdle(picker, now);
    processors.move(p, g.lockedM, Phase.RESUMING_LOCKED, now, delay);
  }

  /**
   * {@code gdestroy} and {@code mexit}: a G ended while locked, and its thread ends with it (Go
   * 1.10 and later): nobody may get a thread whose state the G may have changed.
   */
  void exit(P p, G g, long now) {
    p.current = null;
    M m = p.m;
    world.counters().handoffs++;
    handoff.handoffp(p, m, now);
    m.lockedG = null;
    m.lockedCount = 0;
    g.lockedM = null;
  }
}
