package io.fairlane.sim.gpm;

import io.fairlane.sim.gpm.P.Phase;

/**
 * {@code handoffp}: a thread that will not go on with its P (its G is locked and has stopped, or it
 * blocks in a system call) passes it to another, with ring, runnext and tick; or to the idle list
 * if nobody is needed.
 */
final class Handoff {
  private final World world;
  private final Processors processors;
  private final RunQueues queues;
  private final Timers timers;

  Handoff(World world, Processors processors, RunQueues queues, Timers timers) {
    this.world = world;
    this.processors = processors;
    this.queues = queues;
    this.timers = timers;
  }

  /**
   * @param caller the thread that starts another; null if it is sysmon
   */
  void handoffp(P p, M caller, long now) {
    boolean work = p.hasLocalWork() || !queues.global.isEmpty();
    if (!work && (processors.anySpinning() || processors.anyIdle())) {
      processors.putIdle(p, now);
      timers.wakePoller(timers.earliestOf(p), now);
      return;
    }
    Threads threads = processors.threads();
    world.observer().released(now, p, p.m.id);
    M next = threads.takeIdle();
    long delay;
    if (next == null) {
      next = threads.make();
      delay = cloneDelay(caller);
    } else {
      delay = threads.handoff(next, processors.busyCpus(), now);
    }
    if (!work) {
      processors.startSpinning(next);
    }
    processors.move(p, next, Phase.SCHEDULING, now, delay);
  }

  /** {@code newm}: a thread that is locked lets the template thread clone, one wake-up later. */
  private long cloneDelay(M caller) {
    boolean locked = caller != null && caller.lockedG != null;
    return Durations.CREATE_THREAD
        + (locked && world.rules().has(Rule.TEMPLATE_THREAD) ? world.durations().wake() : 0);
  }
}
