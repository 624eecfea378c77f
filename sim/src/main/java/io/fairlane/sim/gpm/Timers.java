package io.fairlane.sim.gpm;

import io.fairlane.sim.engine.EventCalendar;
import io.fairlane.sim.engine.Jitter;

/**
 * {@code time.Sleep}. From Go 1.14 on each P has a heap of timers, looked at when the P schedules
 * (step 3) and, in the last round of a theft, by the thief; an M that finds nothing to run waits in
 * the network poller for the first of them ({@code findRunnable}, step 15). Before that one thread
 * waited for all timers and had no P: what it woke went to the global tail.
 */
final class Timers {
  /** {@code netpoll} on Linux waits whole milliseconds, at least one ({@code epoll_wait}). */
  private static final long POLL_UNIT = 1_000_000 * Durations.PS_PER_NS;

  /** A timer is due but on a P that the poller did not get: it looks again after so long. */
  private static final long LOOK_AGAIN = 1_000 * Durations.PS_PER_NS;

  private final World world;
  private final Processors processors;
  private final Scheduler scheduler;
  private final Jitter slackJitter;

  /** Slot of the M in the poller or, before 1.14, of the timer thread. */
  private final int slot;

  private final boolean onPs;
  private final TimerHeap[] heaps;
  private int pending;

  /** The M that waits in the poller, or null, and until when. */
  private M poller;

  private long pollUntil;

  Timers(World world, Processors processors, Scheduler scheduler, Jitter slackJitter, int slot) {
    this.world = world;
    this.processors = processors;
    this.scheduler = scheduler;
    this.slackJitter = slackJitter;
    this.slot = slot;
    onPs = world.rules().has(Rule.P_TIMERS);
    heaps = new TimerHeap[onPs ? processors.count() : 1];
    for (int i = 0; i < heaps.length; i++) {
      heaps[i] = new TimerHeap();
    }
  }

  boolean anyPending() {
    return pending > 0;
  }

  /** When the first timer of a P is due, or never. */
  long earliestOf(P p) {
    return onPs ? heaps[p.id].earliest() : EventCalendar.NEVER;
  }

  /** When the first timer of all is due, or never. */
  long earliest() {
    long earliest = EventCalendar.NEVER;
    for (TimerHeap heap : heaps) {
      earliest = Math.min(earliest, heap.earliest());
    }
    return earliest;
  }

  /** {@code resetForSleep}: the G, which has just given up {@code p}, is readied at that time. */
  void sleep(P p, G g, long until, long now) {
    g.state = G.State.SLEEPING;
    pending++;
    if (onPs) {
      heaps[p.id].add(until, g);
      wakePoller(until, now);
    } else {
      heaps[0].add(until, g);
      waitForFirst(now);
    }
  }

  /**
   * {@code checkTimers}: readies what is due of {@code owner}'s timers to {@code by}'s runnext.
   *
   * @return true if there was any
   */
  boolean run(P owner, P by, long now) {
    if (pending == 0 || earliestOf(owner) > now) {
      return false;
    }
    TimerHeap heap = heaps[owner.id];
    while (heap.earliest() <= now) {
      pending--;
      scheduler.ready(by, heap.poll(), now);
    }
    return true;
  }

  /**
   * Step 15: an M without work waits for the first timer unless another does.
   *
   * @return false if it has nothing to wait for and idles
   */
  boolean poll(M m, long now) {
    if (!onPs || pending == 0 || poller != null) {
      return false;
    }
    poller = m;
    m.parkedAt = now;
    pollUntil = earliest();
    long wait = pollUntil - now;
    if (wait > 0) {
      wait = Math.max(wait - wait % POLL_UNIT, POLL_UNIT) + slack();
    } else {
      wait = LOOK_AGAIN;
    }
    world.calendar().schedule(slot, now + wait);
    return true;
  }

  /**
   * {@code wakeNetPoller}: a timer that the poller does not wait for yet is due at {@code when}.
   */
  void wakePoller(long when, long now) {
    if (when == EventCalendar.NEVER) {
      return;
    }
    if (poller == null) {
      processors.wakep(now);
    } else if (when < pollUntil) {
      pollUntil = when;
      world.calendar().schedule(slot, now + world.durations().wake());
    }
  }

  void onEvent(long now) {
    if (onPs) {
      leavePoller(now);
    } else {
      while (heaps[0].earliest() <= now) {
        pending--;
        scheduler.readyFromOutside(heaps[0].poll(), now);
      }
      waitForFirst(now);
    }
  }

  /** The poller's M takes an idle P, spins and looks around, or idles if there is none. */
  private void leavePoller(long now) {
    M m = poller;
    poller = null;
    if (processors.anyIdle()) {
      processors.startSpinning(m);
      scheduler.scheduleOnWokenM(processors.takeIdle(m), now);
    } else {
      processors.threads().putIdle(m, now);
    }
  }

  private void waitForFirst(long now) {
    long first = heaps[0].earliest();
    if (first != EventCalendar.NEVER) {
      world.calendar().schedule(slot, Math.max(first, now) + slack());
    }
  }

  private long slack() {
    return Jitter.times(world.durations().sysmonSlack(), slackJitter.draw());
  }
}
