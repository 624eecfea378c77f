package io.fairlane.bench;

import io.fairlane.sim.engine.RandomStream;

/**
 * Delays drawn beforehand and handed out in a circle. Whole ticks, so that a clock of type {@code
 * double} is exact, and so many that no branch predictor learns them.
 */
public final class Delays {
  private static final int SIZE = 1 << 16;
  private static final double SHORT_SHARE = 0.9;

  private final long[] ticks;
  private int at;

  private Delays(long[] ticks) {
    this.ticks = ticks;
  }

  /** Exponential. */
  public static Delays exponential(double mean, int purpose) {
    RandomStream random = new RandomStream(1, purpose);
    long[] ticks = new long[SIZE];
    for (int i = 0; i < SIZE; i++) {
      ticks[i] = exponential(mean, random);
    }
    return new Delays(ticks);
  }

  /** Nine of ten exponential with a tenth of the mean, the tenth so long that the mean is kept. */
  public static Delays bimodal(double mean, int purpose) {
    return mixed(0.1 * mean, 9.1 * mean, purpose);
  }

  /** Nine of ten are 0. */
  public static Delays mostlyNow(double mean, int purpose) {
    return mixed(0, 10 * mean, purpose);
  }

  private static Delays mixed(double shortMean, double longMean, int purpose) {
    RandomStream random = new RandomStream(1, purpose);
    long[] ticks = new long[SIZE];
    for (int i = 0; i < SIZE; i++) {
      ticks[i] = exponential(random.unit() < SHORT_SHARE ? shortMean : longMean, random);
    }
    return new Delays(ticks);
  }

  private static long exponential(double mean, RandomStream random) {
    return Math.round(-mean * StrictMath.log(random.unit()));
  }

  /** The next delay (ticks). */
  public long next() {
    return ticks[at++ & (SIZE - 1)];
  }

  /**
   * The next delay that is not 0, to fill an event list: in the steady state nothing is left of the
   * others, and as many events at time 0 would take long to wear off.
   */
  public long first() {
    long delay = next();
    while (delay == 0) {
      delay = next();
    }
    return delay;
  }

  /** The same circle, in objects, for a package that asks for objects. */
  Boxed boxed() {
    Double[] objects = new Double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      objects[i] = (double) ticks[i];
    }
    return new Boxed(objects);
  }

  static final class Boxed {
    private final Double[] ticks;
    private int at;

    private Boxed(Double[] ticks) {
      this.ticks = ticks;
    }

    Double next() {
      return ticks[at++ & (SIZE - 1)];
    }

    Double first() {
      Double delay = next();
      while (delay == 0) {
        delay = next();
      }
      return delay;
    }
  }
}
