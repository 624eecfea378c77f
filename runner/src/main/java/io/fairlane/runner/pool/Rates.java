package io.fairlane.runner.pool;

import io.fairlane.runner.warmup.SteadyState;

/**
 * How fast the crowd turned, window by window, while the consumer's clock ran. sysmon looks when it
 * is awake anyway, so a window is a little longer than the least; a long trial has longer ones.
 * Written by sysmon, read when it has ended.
 */
final class Rates {
  /** As often as a backed-off sysmon looks. */
  private static final long SHORTEST_NANOS = 10_000_000;

  /** More windows are merged by twos. */
  private static final int MOST = 1_024;

  private final long[] at = new long[MOST + 1];
  private final long[] turns = new long[MOST + 1];
  private int size;
  private long width = SHORTEST_NANOS;

  /** True if a window is over, so that the turns are worth counting. */
  boolean wants(long now) {
    return size == 0 || now - at[size - 1] >= width;
  }

  /**
   * @param total of all turns so far
   */
  void add(long now, long total) {
    at[size] = now;
    turns[size] = total;
    size++;
    if (size > MOST) {
      for (int i = 0; 2 * i < size; i++) {
        at[i] = at[2 * i];
        turns[i] = turns[2 * i];
      }
      size = (size + 1) / 2;
      width *= 2;
    }
  }

  /** Turns per second in each window, in order. */
  double[] perSecond() {
    double[] rates = new double[Math.max(0, size - 1)];
    for (int i = 0; i < rates.length; i++) {
      rates[i] = (turns[i + 1] - turns[i]) * 1e9 / (at[i + 1] - at[i]);
    }
    return rates;
  }

  /** How often the level changed; null if there are too few windows, or nobody turned. */
  Long changes() {
    double[] rates = perSecond();
    boolean told = rates.length >= SteadyState.FEWEST && turns[size - 1] > turns[0];
    return told ? (long) SteadyState.changes(rates) : null;
  }
}
