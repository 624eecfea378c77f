package io.fairlane.sim.gpm;

import io.fairlane.sim.engine.EventCalendar;
import io.fairlane.sim.engine.Jitter;
import io.fairlane.sim.engine.RandomStream;
import io.fairlane.sim.gpm.P.Phase;
import io.fairlane.sim.gpm.P.Status;

/**
 * Who runs next: {@code schedule}, {@code findRunnable} and {@code ready}. A decision is taken at
 * the instant a P becomes free; the switch it costs then passes before the picked G runs ({@link
 * Execution}).
 */
final class Scheduler {
  private final World world;
  private final Processors processors;
  private final RunQueues queues;
  private final SchedLock lock;
  private final Stealing stealing;
  private final LockedThreads lockedThreads;
  private final Timers timers;
  private final Handoff handoff;
  private final Crowd crowd;
  private final Execution execution;
  private final boolean preemptedToGlobal;
  private final boolean goschedToGlobal;
  private final boolean goschedWakes;
  private final boolean runnextInherits;
  private final boolean idleRecheck;
  private final boolean outsideToLastP;

  /**
   * @param timerSlack how late timers are, as a factor
   * @param timerSlot slot of whoever waits for timers
   */
  Scheduler(
      World world,
      Processors processors,
      RandomStream stealOrder,
      Crowd crowd,
      Jitter timerSlack,
      int timerSlot) {
    this.world = world;
    this.processors = processors;
    this.crowd = crowd;
    Rules rules = world.rules();
    queues = new RunQueues(rules, processors.count());
    timers = new Timers(world, processors, this, timerSlack, timerSlot);
    lock = new SchedLock(world, processors.count());
    stealing = new Stealing(world, processors, timers, stealOrder);
    handoff = new Handoff(world, processors, queues, timers);
    lockedThreads = new LockedThreads(world, processors, handoff);
    execution = new Execution(world, processors, lockedThreads, crowd);
    preemptedToGlobal = rules.has(Rule.PREEMPTED_TO_GLOBAL);
    goschedToGlobal = rules.has(Rule.GOSCHED_TO_GLOBAL);
    goschedWakes = rules.has(Rule.GOSCHED_WAKES);
    runnextInherits = rules.has(Rule.RUNNEXT_INHERITS);
    idleRecheck = rules.has(Rule.IDLE_RECHECK);
    outsideToLastP = rules.has(Rule.OUTSIDE_TO_LAST_P);
  }

  Execution execution() {
    return execution;
  }

  LockedThreads lockedThreads() {
    return lockedThreads;
  }

  RunQueues queues() {
    return queues;
  }

  Timers timers() {
    return timers;
  }

  Handoff handoff() {
    return handoff;
  }

  // ---- giving up and being woken --------------------------------------------------------------

  /** {@code goschedImpl}: to the global tail, then a round. */
  void yielded(P p, G g, long now) {
    queueAgain(p, crowd.afterTurn(g, now), goschedToGlobal, now);
    schedule(p, now);
  }

  /** {@code gopreempt_m}: the same for a G that was asked to yield. */
  void preempted(P p, G g, long now) {
    queueAgain(p, g, preemptedToGlobal, now);
    schedule(p, now);
  }

  private void queueAgain(P p, G g, boolean toGlobal, long now) {
    g.runnable(now);
    p.current = null;
    if (toGlobal) {
      lock.take(p, now);
      queues.global.add(g);
    } else {
      queues.putTail(p, g);
    }
    if (goschedWakes) {
      processors.wakep(now);
    }
  }

  /** {@code goready}: runnext of the waker's P, then {@code wakep}. */
  void ready(P p, G g, long now) {
    world.observer().readied(now, g, p.current, p);
    putRunnable(p, g, now);
  }

  /** {@code newproc}: like a readied G. */
  void created(P p, G g, long now) {
    world.observer().created(now, g, p.current, p);
    putRunnable(p, g, now);
  }

  private void putRunnable(P p, G g, long now) {
    g.runnable(now);
    queues.putNext(p, g);
    processors.wakep(now);
  }

  /**
   * A wake-up by a thread that has no P: the global tail, then {@code wakep}. By the other rule the
   * ring's tail of the P it last ran on, which is woken if it idles; else, again, {@code wakep}.
   */
  void readyFromOutside(G g, long now) {
    world.observer().readied(now, g, null, null);
    g.runnable(now);
    if (!outsideToLastP || g.lastP == null) {
      queues.global.add(g);
      processors.wakep(now);
      return;
    }
    queues.putTail(g.lastP, g);
    if (g.lastP.status == Status.IDLE) {
      processors.wake(g.lastP, now);
    } else {
      processors.wakep(now);
    }
  }

  // ---- a scheduling round ---------------------------------------------------------------------

  /** {@code schedule}: the P's current G is gone; find the next. */
  void schedule(P p, long now) {
    p.current = null;
    if (p.m.lockedG != null) {
      lockedThreads.stop(p, now);
    } else {
      findRunnable(p, now);
    }
  }

  /** A woken M has its P and looks for work. */
  void scheduleOnWokenM(P p, long now) {
    p.status = Status.RUNNING;
    world.observer().acquired(now, p, p.m.id);
    findRunnable(p, now);
  }

  private void findRunnable(P p, long now) {
    timers.run(p, p, now);
    G local;
    if (queues.globalFirst(p)) {
      execution.dispatch(p, fromGlobal(p, false, now), false, p.durations.yield(), now);
    } else if (p.runnext != null) {
      runNext(p, now);
    } else if ((local = p.ringPoll()) != null) {
      execution.dispatch(p, local, false, p.durations.yield(), now);
    } else if (!queues.global.isEmpty()) {
      execution.dispatch(p, fromGlobal(p, true, now), false, p.durations.yield(), now);
    } else {
      steal(p, now);
    }
  }

  private void runNext(P p, long now) {
    G next = p.runnext;
    p.runnext = null;
    long resume = p.durations.resume();
    execution.dispatch(p, next, runnextInherits, p.durations.park() + resume, resume, now);
  }

  private G fromGlobal(P p, boolean batch, long now) {
    lock.take(p, now);
    world.counters().globalGets++;
    return batch ? queues.takeBatch(p) : queues.global.poll();
  }

  private void steal(P thief, long now) {
    if (!stealing.mayLook(thief)) {
      stop(thief, now);
      return;
    }
    processors.startSpinning(thief.m);
    switch (stealing.look(thief, now)) {
      case TIMERS_RUN -> {
        if (thief.runnext != null) {
          runNext(thief, now);
        } else {
          execution.dispatch(thief, thief.ringPoll(), false, thief.durations.yield(), now);
        }
      }
      case STOLEN -> runPrey(thief, now);
      // looking takes time, during which this M counts as spinning and no other is woken
      case NOTHING -> world.await(thief, Phase.SPINNING, now + thief.durations.steal());
      case BACKING_OFF -> {}
    }
  }

  /** The look at the other Ps is over: once more at the global queue, then the P is released. */
  void spun(P p, long now) {
    if (p.hasLocalWork()) {
      // from outside, while it looked
      findRunnable(p, now);
    } else if (queues.global.isEmpty()) {
      stop(p, now);
    } else {
      execution.dispatch(p, fromGlobal(p, true, now), false, p.durations.yield(), now);
    }
  }

  /** The thief's sleep is over: it takes the runnext, or its round goes on. */
  void backedOff(P thief, long now) {
    P victim = thief.victim;
    if (stealing.takeRunnext(thief, now)) {
      runPrey(thief, now);
    } else if (victim.ringSize() > 0 || thief.hasLocalWork() || !queues.global.isEmpty()) {
      findRunnable(thief, now);
    } else {
      stop(thief, now);
    }
  }

  private void runPrey(P thief, long now) {
    G prey = thief.prey;
    thief.prey = null;
    execution.dispatch(thief, prey, false, thief.durations.steal(), now);
  }

  /** Nothing to run: release the P, stop spinning, and look once more at every queue. */
  private void stop(P p, long now) {
    M m = p.m;
    boolean wasSpinning = m.spinning;
    processors.putIdle(p, now);
    processors.stopSpinning(m);
    if (wasSpinning && idleRecheck && stealing.anyPrey()) {
      processors.startSpinning(m);
      P again = processors.takeIdle(m);
      world.await(again, Phase.SCHEDULING, now + Math.max(again.durations.steal(), 1));
    } else if (!timers.poll(m, now)) {
      processors.threads().putIdle(m, now);
    }
  }

  /**
   * The turn of one of a crowd is over and, most often, the next of the crowd takes its place: what
   * {@link #yielded} and the round after it do, without putting the body away in between.
   *
   * @return false if this is not such a turn: nothing has happened
   */
  boolean nextOfCrowd(P p, long now) {
    G g = p.current;
    boolean plain = p.phase == Phase.COMPUTING && g.token != null;
    if (!plain || g.preemptAt != EventCalendar.NEVER || !goschedToGlobal) {
      return false;
    }
    if (p.runnext != null || p.m.lockedG != null || timers.earliestOf(p) <= now) {
      return false;
    }
    world.counters().backgroundTurns++;
    g.remaining = 0;
    queueAgain(p, g.token, true, now);
    G next;
    if (queues.globalFirst(p)) {
      next = fromGlobal(p, false, now);
    } else {
      next = p.ringPoll();
      if (next == null) {
        next = fromGlobal(p, true, now);
      }
    }
    if (next == g.token) {
      execution.again(p, g, now);
    } else {
      crowd.putAway(g);
      execution.dispatch(p, next, false, p.durations.yield(), now);
    }
    return true;
  }
}
