package io.fairlane.runner.pool;

import io.fairlane.experiment.Trial;
import org.HdrHistogram.Histogram;

/**
 * How late messages of paced producers arrive: from the time at which each was meant to be sent to
 * the moment the consumer has it. The consumer follows every producer's schedule, so messages carry
 * no time and sending them makes no garbage. Used by one thread at a time.
 */
final class Arrivals {
  /** Room from the start; longer ones make it grow, which copies. */
  private static final long USUAL_LONGEST_NANOS = 100_000_000_000L;

  private static final int SIGNIFICANT_DIGITS = 3;

  private final Pace.Schedule[] schedules;
  private final Histogram late = new Histogram(1, USUAL_LONGEST_NANOS, SIGNIFICANT_DIGITS);

  Arrivals(Pace pace, int producers) {
    schedules = new Pace.Schedule[producers];
    for (int i = 0; i < producers; i++) {
      schedules[i] = pace.of(i);
    }
    late.setAutoResize(true);
  }

  /** The producer's next message is here. */
  void received(int producer, long now) {
    // Below zero where clocks of CPUs differ by some ns.
    late.recordValue(Math.max(0, now - schedules[producer].next()));
  }

  /** Too high by at most 0.1 %; absent quantiles have too few messages. */
  Trial.Latency latency() {
    return new Trial.Latency(
        Supported.quantile(late, 0.5),
        Supported.quantile(late, 0.99),
        Supported.quantile(late, 0.999));
  }
}
