package io.fairlane.sim.engine;

/**
 * Multiplies a duration by a random factor of mean 1. The factor is read from a table of 4,096
 * equally likely quantiles made with {@code StrictMath}, so that a seed means the same durations on
 * every machine and a draw costs a table look-up.
 */
public final class Jitter {
  /** The factor is always 1; nothing is drawn. */
  public static final Jitter NONE = new Jitter(null, null);

  private static final int CLASSES = 4096;
  private static final int ONE_BITS = 32;

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
      quantiles[i] = StrictMath.exp(logSd * standardNormalQuantile((i + 0.5) / CLASSES));
    }
    return new Jitter(ofMeanOne(quantiles), stream);
  }

  /** Exponential, for delays without memory. */
  public static Jitter exponential(RandomStream stream) {
    double[] quantiles = new double[CLASSES];
    for (int i = 0; i < CLASSES; i++) {
      quantiles[i] = -StrictMath.log1p(-(i + 0.5) / CLASSES);
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

  /**
   * Quantile of the standard normal distribution by bisection of its distribution function
   * (Abramowitz and Stegun 26.2.17, error below 7.5e-8), in StrictMath throughout.
   */
  private static double standardNormalQuantile(double p) {
    double low = -6;
    double high = 6;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (standardNormalCdf(middle) < p) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  private static double standardNormalCdf(double x) {
    if (x < 0) {
      return 1 - standardNormalCdf(-x);
    }
    double t = 1 / (1 + 0.2316419 * x);
    double polynomial =
        t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    return 1 - StrictMath.exp(-x * x / 2) / StrictMath.sqrt(2 * StrictMath.PI) * polynomial;
  }
}
