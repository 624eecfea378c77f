package io.fairlane.runner.pool;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Two actors that run real Ms, so that one may sleep until the other wakes it. They go only if both
 * are there: the framework's check of its own calls all actors of a test from one thread, and a
 * sleeper that nobody will wake must not begin. That check calls them in the order in which they
 * are declared, so the leader, who gives up, has to be declared first.
 *
 * <p>Each goes after a random pause, else the slower path to the race would always come second.
 */
final class Meeting {
  private enum State {
    OPEN,
    MET,
    MISSED
  }

  /** How long the leader waits: some times as long as a meeting usually takes. */
  private static final long PATIENCE_NANOS = 20_000;

  /** Longer than the way from the start of {@link M#loop} to its sleep. */
  private static final int PAUSE = 200;

  private final Pool pool;
  private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
  private volatile Thread leader;
  private volatile Thread follower;
  private volatile boolean lost;

  Meeting(Pool pool) {
    this.pool = pool;
  }

  /** False: the other one is late, neither goes. */
  boolean lead() {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (state.get() == State.OPEN) {
      if (System.nanoTime() - deadline > 0 && state.compareAndSet(State.OPEN, State.MISSED)) {
        return false;
      }
      Thread.onSpinWait();
    }
    Watchdog.watch(this);
    pause();
    return true;
  }

  /** Like {@link #lead} of a leader that may sleep as well. */
  boolean leadAsleep() {
    leader = Thread.currentThread();
    return lead();
  }

  boolean follow() {
    follower = Thread.currentThread();
    if (!state.compareAndSet(State.OPEN, State.MET)) {
      return false;
    }
    pause();
    return true;
  }

  private static void pause() {
    for (int i = ThreadLocalRandom.current().nextInt(PAUSE); i > 0; i--) {
      Thread.onSpinWait();
    }
  }

  /** By a leader that is no M: the two must stay side by side. */
  void awaitEnd() {
    while (!pool.isStopping()) {
      Thread.onSpinWait();
    }
  }

  /** The last task has run: both loops end. */
  void end() {
    pool.stop();
    LockSupport.unpark(leader);
    LockSupport.unpark(follower);
  }

  boolean hasEnded() {
    return pool.isStopping();
  }

  /** Every thread is parked, or has died of an exception and will wake nobody. */
  boolean isAsleep() {
    return sleeps(follower) && (leader == null || sleeps(leader));
  }

  private static boolean sleeps(Thread thread) {
    Thread.State state = thread.getState();
    return state == Thread.State.WAITING || state == Thread.State.TERMINATED;
  }

  void rescue() {
    lost = true;
    end();
  }

  /** What the sample showed, if they met and nobody slept for ever. */
  String orElse(String shown) {
    return state.get() != State.MET ? "missed" : lost ? "sleeps" : shown;
  }
}
