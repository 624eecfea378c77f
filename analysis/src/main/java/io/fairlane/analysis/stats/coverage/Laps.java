package io.fairlane.analysis.stats.coverage;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * A stand-in for the machine, with the truth known: fair time is a binomial number of laps of the
 * crowd, an arm's time a steady 0.33 s with lognormal noise.
 */
public final class Laps {
  private static final int SLICES = 22;
  private static final double HIT = 0.45;
  private static final double LAP_SECONDS = 0.85;
  private static final double ALONE_SECONDS = 0.33;

  private final UniformRandomProvider random;

  public Laps(long seed) {
    random = RandomSource.L64_X128_MIX.create(seed);
  }

  public double fairSeconds() {
    return fairSeconds(HIT);
  }

  /**
   * @param hit chance that a slice ends in a lap; the smaller, the faster
   */
  double fairSeconds(double hit) {
    int laps = 0;
    for (int slice = 0; slice < SLICES; slice++) {
      laps += random.nextDouble() < hit ? 1 : 0;
    }
    return ALONE_SECONDS + laps * LAP_SECONDS * Math.exp(0.05 * gaussian());
  }

  public double aloneSeconds() {
    return ALONE_SECONDS * Math.exp(0.08 * gaussian());
  }

  public double[] fair(int n) {
    double[] seconds = new double[n];
    for (int i = 0; i < n; i++) {
      seconds[i] = fairSeconds();
    }
    return seconds;
  }

  public double[] alone(int n) {
    double[] seconds = new double[n];
    for (int i = 0; i < n; i++) {
      seconds[i] = aloneSeconds();
    }
    return seconds;
  }

  public double lognormal(double sd) {
    return Math.exp(sd * gaussian());
  }

  public double[] lognormals(int n, double sd) {
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = lognormal(sd);
    }
    return values;
  }

  public int nextInt(int bound) {
    return random.nextInt(bound);
  }

  /** Mean of ln(fair / alone): what the estimators of this package estimate. */
  public static double trueLogRatio() {
    double sum = 0;
    int many = 400_000;
    Laps laps = new Laps(20261123);
    for (int i = 0; i < many; i++) {
      sum += Math.log(laps.fairSeconds());
    }
    return sum / many - Math.log(ALONE_SECONDS);
  }

  double gaussian() {
    return Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
        * Math.cos(2 * Math.PI * random.nextDouble());
  }
}
