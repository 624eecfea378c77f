package io.fairlane.sim.gpm;

import io.fairlane.sim.engine.EventCalendar;
import io.fairlane.sim.engine.RandomStream;
import io.fairlane.sim.gpm.P.Phase;
import io.fairlane.sim.gpm.P.Status;

/**
 * Who runs next: {@code schedule}, {@code findRunnable}, {@code execute}, {@code ready}, {@code
 * wakep} and the hand-offs of locked threads. A decision is taken at the instant a P becomes free;
 * the switch it costs then passes before the picked G runs.
 */
final class Scheduler {
  private static final int STEAL_ROUNDS = 4;

  private final Rules rules;
  private final Durations durations;
  private final EventCalendar calendar;
  private final Counters counters;
  private final Observer observer;
  private final RandomStream stealOrder;
  final P[] ps;
  final RunQueues queues;
  private final Threads threads;

  /** Idle Ps, last in first out ({@code sched.pidle}). */
  private final P[] idlePs;

  private int npidle;
  private int nmspinning;

  /** CPUs taken by threads outside the Ps (the consumer's own lane). */
  private int foreignCpus;

  private Executor executor;

  Scheduler(
      int procs,
      Rules rules,
      Durations durations,
      EventCalendar calendar,
      Counters counters,
      Observer observer,
      RandomStream stealOrder) {
    this.rules = rules;
    this.durations = durations;
    this.calendar = calendar;
    this.counters = counters;
    this.observer = observer;
    this.stealOrder = stealOrder;
    ps = new P[procs];
    idlePs = new P[procs];
    queues = new RunQueues(rules, procs);
    threads = new Threads(durations);
    for (int id = procs - 1; id >= 0; id--) {
      ps[id] = new P(id, rules.ringSlots());
      if (id > 0) {
        idlePs[npidle++] = ps[id];
      }
    }
  }

  /** Starts the first G on P0 at time 0; its tick is 1. */
  void start(G main, Executor executor) {
    this.executor = executor;
    P p = ps[0];
    p.status = Status.RUNNING;
    p.m = threads.make();
    execute(p, main, false, 0);
  }

  int idlePs() {
    return npidle;
  }

  void takeForeignCpu() {
    foreignCpus++;
  }

  // ---- giving up ------------------------------------------------------------------------------

  /** {@code goschedImpl}: to the global tail, then a round. */
  void yielded(P p, G g, long now) {
    g.state = G.State.RUNNABLE;
    p.current = null;
    queues.global.add(g);
    if (rules.goschedWakes()) {
      wakep(now);
    }
    schedule(p, now);
  }

  /** {@code goready}: runnext of the waker's P, then {@code wakep}. */
  void ready(P p, G g, long now) {
    g.state = G.State.RUNNABLE;
    queues.putNext(p, g);
    wakep(now);
  }

  /** A wake-up by a thread that has no P: the global tail, then {@code wakep}. */
  void readyFromOutside(G g, long now) {
    g.state = G.State.RUNNABLE;
    queues.global.add(g);
    wakep(now);
  }

  // ---- a scheduling round ---------------------------------------------------------------------

  /** {@code schedule}: the P's current G is gone; find the next. */
  void schedule(P p, long now) {
    p.current = null;
    if (p.m.lockedG != null) {
      stopLockedM(p, now);
    } else {
      findRunnable(p, now);
    }
  }

  private void findRunnable(P p, long now) {
    if (queues.globalFirst(p)) {
      counters.globalGets++;
      dispatch(p, queues.global.poll(), false, durations.yield(), now);
      return;
    }
    G next = p.runnext;
    if (next != null) {
      p.runnext = null;
      dispatch(p, next, rules.runnextInherits(), durations.park(), now);
      return;
    }
    G local = p.ringPoll();
    if (local != null) {
      dispatch(p, local, false, durations.yield(), now);
      return;
    }
    if (!queues.global.isEmpty()) {
      counters.globalGets++;
      dispatch(p, queues.takeBatch(p), false, durations.yield(), now);
      return;
    }
    if (rules.stealing() && (p.m.spinning || 2 * nmspinning < ps.length - npidle)) {
      if (!p.m.spinning) {
        p.m.spinning = true;
        nmspinning++;
      }
      if (steal(p, now)) {
        return;
      }
    }
    stop(p, now);
  }

  /** {@code stealWork}: true if the thief has found a G or sleeps before taking a runnext. */
  private boolean steal(P thief, long now) {
    int procs = ps.length;
    for (int round = 0; round < STEAL_ROUNDS; round++) {
      int start = procs > 1 ? stealOrder.below(procs) : 0;
      for (int i = 0; i < procs; i++) {
        P victim = ps[(start + i) % procs];
        if (victim == thief || victim.status == Status.IDLE) {
          continue;
        }
        if (victim.ringSize() > 0) {
          counters.steals++;
          dispatch(thief, RunQueues.stealHalf(thief, victim), false, durations.steal(), now);
          return true;
        }
        if (round == STEAL_ROUNDS - 1 && victim.runnext != null) {
          thief.victim = victim;
          thief.prey = victim.runnext;
          // a running owner is about to take it itself: give it time
          long backoff = victim.status == Status.RUNNING ? durations.stealRunnextBackoff() : 0;
          await(thief, Phase.STEAL_BACKOFF, now + backoff);
          return true;
        }
      }
    }
    return false;
  }

  /** The back-off is over: the prey is still in the victim's runnext, or the round goes on. */
  void backedOff(P thief, long now) {
    P victim = thief.victim;
    G prey = thief.prey;
    thief.victim = null;
    thief.prey = null;
    if (victim.runnext == prey && victim.ringSize() == 0) {
      victim.runnext = null;
      counters.steals++;
      counters.runnextSteals++;
      dispatch(thief, prey, false, durations.steal(), now);
    } else if (victim.ringSize() > 0 || !queues.global.isEmpty()) {
      findRunnable(thief, now);
    } else {
      stop(thief, now);
    }
  }

  /** Nothing to run: release the P, stop spinning, and look once more at every queue. */
  private void stop(P p, long now) {
    M m = p.m;
    boolean wasSpinning = m.spinning;
    p.status = Status.IDLE;
    p.phase = Phase.NONE;
    p.m = null;
    idlePs[npidle++] = p;
    if (wasSpinning) {
      m.spinning = false;
      nmspinning--;
      if (anyLocalWork()) {
        P again = idlePs[--npidle];
        again.m = m;
        again.status = Status.RUNNING;
        m.spinning = true;
        nmspinning++;
        await(again, Phase.SCHEDULING, now + Math.max(durations.steal(), 1));
        return;
      }
    }
    threads.putIdle(m, now);
  }

  private boolean anyLocalWork() {
    for (P p : ps) {
      if (p.status != Status.IDLE && p.hasLocalWork()) {
        return true;
      }
    }
    return false;
  }

  // ---- running --------------------------------------------------------------------------------

  private void dispatch(P p, G g, boolean inherit, long cost, long now) {
    M m = p.m;
    if (m.spinning) {
      // resetspinning
      m.spinning = false;
      nmspinning--;
      wakep(now);
    }
    if (g.lockedM != null && g.lockedM != m) {
      startLockedM(p, g, now + cost);
    } else {
      execute(p, g, inherit, now + cost);
    }
  }

  /** {@code execute}: the one place where a time slice begins. */
  private void execute(P p, G g, boolean inherit, long at) {
    g.preemptAt = EventCalendar.NEVER;
    g.state = G.State.RUNNING;
    p.current = g;
    p.currentSince = at;
    if (!inherit) {
      p.schedtick++;
    }
    observer.executed(at, g, p, p.m.id, p.schedtick, inherit);
    executor.start(p, g, at);
  }

  // ---- waking threads -------------------------------------------------------------------------

  /** {@code wakep}: one more spinning M, if a P idles and nobody spins yet. */
  void wakep(long now) {
    if (npidle == 0 || nmspinning > 0) {
      return;
    }
    nmspinning++;
    P p = idlePs[--npidle];
    long delay = durations.wake();
    M m = threads.takeIdle();
    if (m == null) {
      m = threads.make();
      delay += Durations.CREATE_THREAD;
    }
    m.spinning = true;
    move(p, m, Phase.SCHEDULING, now + delay);
  }

  // ---- locked threads -------------------------------------------------------------------------

  /** {@code stoplockedm} and {@code handoffp}: the P goes to another thread, this one sleeps. */
  private void stopLockedM(P p, long now) {
    M locked = p.m;
    locked.parkedAt = now;
    counters.handoffs++;
    boolean work = p.hasLocalWork() || !queues.global.isEmpty();
    if (!work && nmspinning + npidle > 0) {
      p.status = Status.IDLE;
      p.phase = Phase.NONE;
      p.m = null;
      idlePs[npidle++] = p;
      return;
    }
    M next = threads.takeIdle();
    long delay;
    if (next == null) {
      next = threads.make();
      delay = Durations.CREATE_THREAD;
    } else {
      delay = threads.handoff(next, busyCpus(), now);
    }
    if (!work) {
      next.spinning = true;
      nmspinning++;
    }
    move(p, next, Phase.SCHEDULING, now + delay);
  }

  /** {@code startlockedm}: the picked G's own thread gets the P, this one becomes idle. */
  private void startLockedM(P p, G g, long now) {
    counters.handoffs++;
    M picker = p.m;
    M own = g.lockedM;
    long delay = threads.handoff(own, busyCpus(), now);
    threads.putIdle(picker, now);
    move(p, own, Phase.RESUMING_LOCKED, now + delay);
  }

  /** A locked G's thread has the P: its G runs, with a tick of its own whatever it came from. */
  void resumeLocked(P p, long now) {
    p.status = Status.RUNNING;
    execute(p, p.m.lockedG, rules.lockedInherits(), now);
  }

  /** A woken M has its P and looks for work. */
  void scheduleOnWokenM(P p, long now) {
    p.status = Status.RUNNING;
    findRunnable(p, now);
  }

  private void move(P p, M to, Phase then, long at) {
    p.m = to;
    p.status = Status.IN_TRANSIT;
    await(p, then, at);
  }

  private void await(P p, Phase phase, long at) {
    p.phase = phase;
    calendar.schedule(p.id, at);
  }

  private int busyCpus() {
    return ps.length - npidle + foreignCpus;
  }
}
