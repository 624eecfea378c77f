package io.fairlane.runner.pool;

import org.HdrHistogram.AtomicHistogram;

/**
 * How long background tasks wait from the end of one turn to the start of the next, while the
 * consumer's clock runs. One task in 64 looks at a clock twice a turn (70 ns), so that the crowd
 * pays a nanosecond a turn; the counts are shared, for a task may run on any P.
 */
final class Laps {
  /** The task of every so many that is looked at. */
  static final int EVERY = 64;

  private static final long LONGEST_NANOS = 3_600_000_000_000L;
  private static final int SIGNIFICANT_DIGITS = 3;

  private final AtomicHistogram waits = new AtomicHistogram(LONGEST_NANOS, SIGNIFICANT_DIGITS);
  private final Clock clock;

  Laps(Clock clock) {
    this.clock = clock;
  }

  /** For the task of that number: null if it is not looked at. */
  Lap of(int task) {
    return task % EVERY == 0 ? new Lap() : null;
  }

  /** In ns, too high by at most 0.1 %; null if fewer than ten waits lie beyond. */
  Double quantile(double q) {
    return Supported.quantile(waits, q);
  }

  /** One task's. Used by whoever runs the task. */
  final class Lap {
    private boolean waiting;
    private long since;

    void turnBegins() {
      if (waiting) {
        waiting = false;
        if (clock.isRunning()) {
          waits.recordValue(Math.clamp(System.nanoTime() - since, 0, LONGEST_NANOS));
        }
      }
    }

    /** Only for a yield: a preempted turn is not over. */
    void turnEnded() {
      since = System.nanoTime();
      waiting = true;
    }
  }
}
