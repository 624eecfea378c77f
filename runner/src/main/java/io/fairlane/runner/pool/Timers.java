package io.fairlane.runner.pool;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Who waits for timers while Ps idle, as in Go 1.14 and later: each P runs its own when it
 * schedules and, in the last round of a theft, a thief runs those of others; of the Ms that have
 * found nothing one waits for the first timer of all ({@code netpoll} with a deadline), stays on
 * the idle list meanwhile, and takes an idle P when it is due.
 */
final class Timers {
  /** Like Go's {@code netpoll} on Linux: whole milliseconds, at least one ({@code epoll_wait}). */
  private static final long POLL_UNIT_NANOS = 1_000_000;

  private final List<P> ps;
  private final AtomicReference<M> poller = new AtomicReference<>();

  /** What the poller waits for; {@link TimerHeap#NEVER} while it has not looked yet. */
  private volatile long pollUntil = TimerHeap.NEVER;

  Timers(List<P> ps) {
    this.ps = ps;
  }

  /** When the first timer of all is due, or {@link TimerHeap#NEVER}; anybody. */
  long earliest() {
    long earliest = TimerHeap.NEVER;
    for (P p : ps) {
      earliest = Math.min(earliest, p.timers().earliest());
    }
    return earliest;
  }

  /**
   * An idle M offers to wait.
   *
   * @return false if another does, or if nobody sleeps
   */
  boolean become(M m) {
    return earliest() != TimerHeap.NEVER && poller.compareAndSet(null, m);
  }

  /** The poller waits once, less if it is woken; true if a timer is due then. */
  boolean await(M m) {
    // Not known yet, then look, then say so: who adds a timer meanwhile finds that this waits for
    // longer and wakes it (all four accesses are volatile, in one total order).
    pollUntil = TimerHeap.NEVER;
    long first = earliest();
    pollUntil = first;
    long wait = first - System.nanoTime();
    if (first != TimerHeap.NEVER && wait > 0) {
      LockSupport.parkNanos(m, Math.max(wait - wait % POLL_UNIT_NANOS, POLL_UNIT_NANOS));
    }
    return earliest() <= System.nanoTime();
  }

  /** It has a P, or sleeps. */
  void leave() {
    poller.set(null);
  }

  /**
   * {@code wakeNetPoller}: a timer was added, or its P idles from now on.
   *
   * @param pool whose idle Ms look for work if none waits
   */
  void added(long when, Pool pool) {
    M waiting = poller.get();
    if (waiting == null) {
      pool.wakep();
    } else if (when < pollUntil) {
      waiting.unpark();
    }
  }
}
