package io.fairlane.runner.pool;

/**
 * The consumer's clock: first instruction to last message. Started by the consumer; stopped by it,
 * or by the time box; the first stop counts.
 */
public final class Clock {
  /** Told at the two ends of the clock, outside the timed span. */
  interface Listener {
    void starting();

    void stopped();
  }

  private enum State {
    NEW,
    RUNNING,
    STOPPED,
    ABORTED
  }

  private final Listener listener;

  /** Written with the monitor held; read without it by each background turn. */
  private volatile State state = State.NEW;

  private long startNanos;
  private long nanos;

  Clock(Listener listener) {
    this.listener = listener;
  }

  /** A clock that never starts, for crowds without a consumer. */
  public static Clock unused() {
    return new Clock(null);
  }

  void start() {
    listener.starting();
    synchronized (this) {
      if (state == State.NEW) {
        startNanos = System.nanoTime();
        state = State.RUNNING;
        notifyAll();
      }
    }
  }

  void stop() {
    long now = System.nanoTime();
    synchronized (this) {
      if (state != State.RUNNING) {
        return;
      }
      nanos = now - startNanos;
      listener.stopped();
      state = State.STOPPED;
      notifyAll();
    }
  }

  /** Something failed: whoever waits for this clock need not wait longer. */
  synchronized void abort() {
    state = State.ABORTED;
    notifyAll();
  }

  boolean isRunning() {
    return state == State.RUNNING;
  }

  synchronized double seconds() {
    return nanos / 1e9;
  }

  /** When it was started, by {@link System#nanoTime}. */
  synchronized long startNanos() {
    return startNanos;
  }

  /** When it was stopped. */
  synchronized long stopNanos() {
    return startNanos + nanos;
  }

  /**
   * @return false if it has not started by then, or something failed
   */
  synchronized boolean awaitStart(double seconds) throws InterruptedException {
    await(State.NEW, seconds);
    return state == State.RUNNING || state == State.STOPPED;
  }

  /** Returns when the clock has stopped, something failed, or the time is over. */
  synchronized void awaitStop(double seconds) throws InterruptedException {
    await(State.RUNNING, seconds - (System.nanoTime() - startNanos) / 1e9);
  }

  private void await(State until, double seconds) throws InterruptedException {
    long deadline = System.nanoTime() + (long) (seconds * 1e9);
    while (state == until) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return;
      }
      wait(Math.max(1, left / 1_000_000));
    }
  }
}
