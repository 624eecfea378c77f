package io.fairlane.sim.program;

/**
 * When the messages of paced producers are due: {@code producers} schedules that nothing shifts.
 *
 * @param gap between two messages of one producer, mean (ps)
 * @param producers how many share the channel's rate
 * @param exponential gaps vary without memory (a Poisson process); else they are all equal
 */
public record Pace(long gap, int producers, boolean exponential) {
  private static final long PS_PER_SECOND = 1_000_000_000_000L;

  /**
   * @param rate messages per second of all producers together
   */
  public static Pace of(long rate, int producers, boolean exponential) {
    return new Pace(Math.max(1, PS_PER_SECOND / rate * producers), producers, exponential);
  }

  /** From one producer's first message to the next one's, so that equal gaps interleave evenly. */
  public long shift() {
    return gap / producers;
  }
}
