package io.fairlane.runner.pool;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/**
 * {@code sysmon} and {@code retake}: the only source of time slices. Samples the schedtick of each
 * P; a tick seen before whose stamp is a slice old gets a preemption request. Preempting does not
 * reset the back-off. Unlike Go's it does not sleep deeper when all Ps idle.
 */
final class Sysmon implements Runnable {
  static final long SHORTEST_NANOS = 20_000;
  static final long LONGEST_NANOS = 10_000_000;

  /** Cycles at the shortest sleep before it starts to double. */
  static final int SHORT_CYCLES = 50;

  private final Pool pool;
  private final int[] seen;
  private final long[] stamp;
  private final LongConsumer afterSample;

  Sysmon(Pool pool) {
    this(pool, now -> {});
  }

  /**
   * @param afterSample what else is to be done when it is awake, by {@link System#nanoTime}
   */
  Sysmon(Pool pool, LongConsumer afterSample) {
    this.afterSample = afterSample;
    this.pool = pool;
    this.seen = new int[pool.ps().size()];
    this.stamp = new long[pool.ps().size()];
  }

  @Override
  public void run() {
    long sleep = SHORTEST_NANOS;
    for (int cycle = 0; !pool.isStopping(); cycle++) {
      if (cycle > SHORT_CYCLES) {
        sleep = Math.min(sleep * 2, LONGEST_NANOS);
      }
      LockSupport.parkNanos(sleep);
      long now = System.nanoTime();
      retake(now);
      if (pool.timers().earliest() <= now) {
        pool.wakep(); // one is late: where a P idles, somebody looks
      }
      afterSample.accept(now);
    }
  }

  void retake(long now) {
    for (P p : pool.ps()) {
      if (p.isIdle()) {
        continue;
      }
      int id = p.id();
      int tick = p.schedtick();
      if (tick != seen[id]) {
        seen[id] = tick;
        stamp[id] = now;
      } else if (stamp[id] + pool.rules().sliceNanos() <= now) {
        p.preemptOne();
      }
    }
  }
}
