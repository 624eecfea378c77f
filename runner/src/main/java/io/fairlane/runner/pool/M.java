package io.fairlane.runner.pool;

import java.util.concurrent.locks.LockSupport;

/**
 * An M: a thread that runs tasks while it has a {@link P}. {@code schedule}, {@code findRunnable},
 * {@code stoplockedm} and {@code startlockedm} in the order of Go 1.19.
 *
 * <p>The pool has as many Ms as Ps and one more for each task that may lock its thread. So there is
 * an idle M for every P without one: of the Ms that are nobody's own, those with a P are fewer than
 * the Ps by the idle Ps and those of the locked Ms, and an M without a P is on the idle list, put
 * there before its P can reach anybody else.
 */
final class M {
  private final Pool pool;
  private final Thief thief;

  /** What it has; null while it sleeps. Its own thread only, like the next two. */
  private P p;

  private boolean spinning;

  /** {@code lockedg}: the one task that may run here, or null for any. */
  private Task locked;

  /** {@code nextp}: what a waker gives; {@link #nextSpinning} is published by it. */
  private volatile P nextP;

  private boolean nextSpinning;
  private volatile Thread thread;

  /**
   * @param p to begin with; null: asleep
   */
  M(Pool pool, int id, P p) {
    this.pool = pool;
    this.thief = new Thief(pool, id);
    if (p != null) {
      acquire(p);
    }
  }

  private void acquire(P taken) {
    p = taken;
    taken.takenBy(this);
  }

  void loop() {
    thread = Thread.currentThread();
    for (Task task = schedule(); task != null; task = schedule()) {
      M owner = task.lockedM;
      if (owner == null || owner == this) {
        p.execute(task);
      } else {
        startLocked(owner);
      }
    }
  }

  /** The next task, waiting for it; null when the pool stops. */
  private Task schedule() {
    if (locked != null) {
      return stopLocked();
    }
    if (p == null) {
      sleep();
    }
    return findRunnable();
  }

  /** {@code stoplockedm}: the own task waits, so others use the P until somebody gives one back. */
  private Task stopLocked() {
    P given = p;
    p = null;
    given.counters().add(Counters.Kind.HANDOFFS);
    pool.handOff(given);
    sleep();
    return pool.isStopping() ? null : locked;
  }

  /** {@code startlockedm}: the picked task has a thread of its own, which gets this P. */
  private void startLocked(M owner) {
    P given = p;
    p = null;
    given.beginSlice();
    given.counters().add(Counters.Kind.HANDOFFS);
    // On the idle list first: the owner may want an M for its P before this thread sleeps.
    pool.putIdle(this);
    owner.handOver(given, false);
  }

  private Task findRunnable() {
    while (!pool.isStopping()) {
      Task task = p.pick();
      if (task == null) {
        task = stealOrIdle();
      }
      if (task != null) {
        if (spinning) {
          // resetspinning: there may be more where this came from, let another one hunt.
          spinning = false;
          pool.spinning().decrementAndGet();
          pool.wakep();
        }
        return task;
      }
    }
    return null;
  }

  private Task stealOrIdle() {
    int busy = pool.ps().size() - pool.idleCount();
    // At most half of the busy Ps hunt at a time.
    if (spinning || 2 * pool.spinning().get() < busy) {
      if (!spinning) {
        spinning = true;
        pool.spinning().incrementAndGet();
      }
      Task task = thief.stealFor(p);
      if (task != null) {
        return task;
      }
    }
    Task task = pool.outside().takeOrIdle(this, p);
    if (task != null) {
      return task;
    }
    p = null;
    if (spinning) {
      spinning = false;
      // Decrement first, look again after: who readied a task while we counted as spinning did not
      // wake anybody. The atomic is the fence between the two.
      pool.spinning().decrementAndGet();
      if (thief.seesWork()) {
        P again = pool.leaveIdle(this);
        if (again != null) {
          acquire(again);
          spinning = true;
          pool.spinning().incrementAndGet();
          return null;
        }
      }
    }
    sleepOrPoll();
    return null;
  }

  /**
   * {@code findRunnable}, its end: one idle M waits for the first timer ({@link Timers}) and then
   * takes an idle P; it can be given one before. The others sleep until they are given one.
   */
  private void sleepOrPoll() {
    Timers timers = pool.timers();
    boolean polled = false;
    boolean due = false;
    // Offers anew after each wait: the timers may have been run by others, and a timer that was
    // added meanwhile found either this M waiting or nobody, and then woke somebody.
    while (!due && nextP == null && !pool.isStopping() && timers.become(this)) {
      polled = true;
      due = timers.await(this);
      timers.leave();
    }
    P own = due && nextP == null ? pool.leaveIdle(this) : null;
    if (own == null) {
      // Given one, or about to be; or all Ps are at work and run their timers themselves.
      sleep();
      if (polled && timers.earliest() != TimerHeap.NEVER) {
        pool.wakep(); // the timers of Ps that still idle want somebody else to wait for them
      }
    } else {
      acquire(own);
      spinning = true;
      pool.spinning().incrementAndGet();
    }
  }

  /** {@code stopm}: until there is a P, or the pool stops. */
  private void sleep() {
    while (nextP == null && !pool.isStopping()) {
      LockSupport.park(this);
    }
    P given = nextP;
    if (given != null) {
      spinning = nextSpinning;
      nextP = null;
      acquire(given);
    }
  }

  /**
   * {@code notewakeup}. One caller at a time: it has taken this M off the idle list, or it has
   * picked the task that this M waits for.
   */
  void handOver(P given, boolean spin) {
    nextSpinning = spin;
    nextP = given;
    // Null before the thread runs: it looks at nextP after it has set this.
    LockSupport.unpark(thread);
  }

  /** Ends a wait for timers that a nearer one has come before. */
  void unpark() {
    LockSupport.unpark(thread);
  }

  void lock(Task task) {
    locked = task;
    task.lockedM = this;
  }

  void unlock(Task task) {
    locked = null;
    task.lockedM = null;
  }
}
