package io.fairlane.sim.trace;

import io.fairlane.sim.gpm.Durations;

/**
 * A stretch of the consumer's clock, which starts with the consumer's first instruction: {@code
 * fromPs} (included) to {@code toPs} (picoseconds).
 */
public record Window(long fromPs, long toPs) {
  static final long PS_PER_MS = 1_000_000 * Durations.PS_PER_NS;

  /** How much of what led to the preemption is shown, and how much of what came of it. */
  private static final long BEFORE = 14 * PS_PER_MS;

  private static final long AFTER = 6 * PS_PER_MS;

  public Window {
    if (fromPs < 0 || toPs <= fromPs) {
      throw new IllegalArgumentException("a window from " + fromPs + " ps to " + toPs + " ps");
    }
  }

  /** The 20 ms around an instant of the consumer's clock. */
  public static Window around(long atPs) {
    long from = Math.max(0, atPs - BEFORE);
    return new Window(from, from + BEFORE + AFTER);
  }

  /** The first {@code ms} of the consumer's clock. */
  public static Window first(double ms) {
    return ofMs(0, ms);
  }

  public static Window ofMs(double from, double to) {
    return new Window(Math.round(from * PS_PER_MS), Math.round(to * PS_PER_MS));
  }
}
