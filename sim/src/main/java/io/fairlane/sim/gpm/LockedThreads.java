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
  private final RunQueues queues;

  LockedThreads(World world, Processors processors, RunQueues queues) {
    this.world = world;
    this.processors = processors;
    this.queues = queues;
  }

  /** {@code stoplockedm} and {@code handoffp}: the P goes to another thread, this one sleeps. */
  void stop(P p, long now) {
    Threads threads = processors.threads();
    p.m.parkedAt = now;
    world.counters().handoffs++;
    boolean work = p.hasLocalWork() || !queues.global.isEmpty();
    if (!work && (processors.anySpinning() || processors.anyIdle())) {
      processors.putIdle(p, now);
      return;
    }
    world.observer().released(now, p, p.m.id);
    M next = threads.takeIdle();
    long delay = Durations.CREATE_THREAD;
    if (next == null) {
      next = threads.make();
    } else {
      delay = threads.handoff(next, processors.busyCpus(), now);
    }
    if (!work) {
      processors.startSpinning(next);
    }
    processors.move(p, next, Phase.SCHEDULING, now, delay);
  }

  /** {@code startlockedm}: the picked G's own thread gets the P, the picker becomes idle. */
  void start(P p, G g, long now) {
    Threads threads = processors.threads();
    world.counters().handoffs++;
    M picker = p.m;
    world.observer().released(now, p, picker.id);
    long delay = threads.handoff(g.lockedM, processors.busyCpus(), now);
    threads.putIdle(picker, now);
    processors.move(p, g.lockedM, Phase.RESUMING_LOCKED, now, delay);
  }
}
