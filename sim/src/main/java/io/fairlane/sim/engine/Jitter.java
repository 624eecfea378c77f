package io.fairlane.sim.engine;

/**
 * Multiplies a duration by a random factor of mean 1. The factor is read from a table of 4,096
 * equally likely quantiles made with {@code StrictMath}, so that a seed means the same durations on
 * every machine and a draw costs a table look-up.
 *
 * <p>The table cuts the tails: nothing beyond the quantile of 1 - 1/8,192 is ever drawn, and the
 * mean is made 1 again by scaling what is left. What that keeps of the standard deviation: 99.9 %
 * of an exponential factor's; of a lognormal factor's of 1, 3 and 10: 99 %, 91 % and 62 %; of a
 * Pareto factor's with exponent 2.5: 85 %. The longest Pareto factor is 22 with exponent 2.5, 140
 * with 1.5.
 */
public final class Jitter {
  /** The factor is always 1; nothing is drawn. */
  public static final Jitter NONE = new Jitter(null, null);

  private static final int CLASSES = 4096;
  private static final int ONE_BITS = 32;

  /** Standard normal quantiles of the classes' middles: 4,096 bisections, done once. */
  private static final double[] NORMAL = new double[CLASSES];

  static {
    for (int i = 0; i < CLASSES / 2; i++) {
      NORMAL[i] = Normal.quantile((i + 0.5) / CLASSES);
      NORMAL[CLASSES - 1 - i] = -NORMAL[i];
    }
  }

  /** Of an exponential factor; every run has one. */
  private static final long[] EXPONENTIAL = exponentialFactors();

  private final long[] factor;
  private final RandomStream stream;

  private Jitter(long[] factor, RandomStream stream) {
    this.factor = factor;
    this.stream = stream;
  }

  /**
   * Lognormal, for durations that vary around their mean.
   *
   * @param relativeSd standard deviation of the factor; 0 or less never draws
   */
  public static Jitter lognormal(double relativeSd, RandomStream stream) {
    if (relativeSd <= 0) {
      return NONE;
    }
    double logSd = StrictMath.sqrt(StrictMath.log1p(relativeSd * relativeSd));
    double[] quantiles = new double[CLASSES];
    for (int i = 0; i < CLASSES; i++) {
      quantiles[i] = StrictMath.exp(logSd * NORMAL[i]);
    }
    return new Jitter(ofMeanOne(quantiles), stream);
  }

  /** The same distribution, drawn from a stream of its own. */
  public Jitter from(RandomStream other) {
    return factor == null ? NONE : new Jitter(factor, other);
  }

  /** Exponential, for delays without memory. */
  public static Jitter exponential(RandomStream stream) {
    return new Jitter(EXPONENTIAL, stream);
  }

  private static long[] exponentialFactors() {
    double[] quantiles = new double[CLASSES];
    for (int i = 0; i < CLASSES; i++) {
      quantiles[i] = -StrictMath.log1p(-(i + 0.5) / CLASSES);
    }
    return ofMeanOne(quantiles);
  }

  /**
   * Pareto, for heavy tails.
   *
   * @param alpha tail exponent, above 1 (the mean is infinite at 1); the variance is finite above 2
   */
  public static Jitter pareto(double alpha, RandomStream stream) {
    double[] quantiles = new double[CLASSES];
    for (int i = 0; i < CLASSES; i++) {
      quantiles[i] = StrictMath.pow(1 - (i + 0.5) / CLASSES, -1 / alpha);
    }
    return new Jitter(ofMeanOne(quantiles), stream);
  }

  private static long[] ofMeanOne(double[] quantiles) {
    double sum = 0;
    for (double quantile : quantiles) {
      sum += quantile;
    }
    long[] factor = new long[CLASSES];
    for (int i = 0; i < CLASSES; i++) {
      factor[i] = StrictMath.round(quantiles[i] * CLASSES / sum * (1L << ONE_BITS));
    }
    return factor;
  }

  /** A new factor in units of 2^-32; multiply with {@link #times}. */
  public long draw() {
    return factor == null ? 1L << ONE_BITS : factor[stream.next12Bits()];
  }

  /** {@code duration * factor}, rounded down; exact for durations below 2^62 picoseconds. */
  public static long times(long duration, long factor) {
    return (Math.multiplyHigh(duration, factor) << (64 - ONE_BITS))
        | ((duration * factor) >>> ONE_BITS);
  }
}
