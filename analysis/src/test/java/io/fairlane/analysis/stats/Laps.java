package io.fairlane.analysis.stats;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * A stand-in for the machine, with the truth known: fair time is a binomial number of laps of the
 * crowd, an arm's time a steady 0.33 s with lognormal noise.
 */
final class Laps {
  private static final int SLICES = 22;
  private static final double HIT = 0.45;
  private static final double LAP_SECONDS = 0.85;
  private static final double ALONE_SECONDS = 0.33;

  private final UniformRandomProvider random;

  Laps(long seed) {
    random = RandomSource.L64_X128_MIX.create(seed);
  }

  double fairSeconds() {
    int laps = 0;
    for (int slice = 0; slice < SLICES; slice++) {
      laps += random.nextDouble() < HIT ? 1 : 0;
    }
    return ALONE_SECONDS + laps * LAP_SECONDS * Math.exp(0.05 * gaussian());
  }

  double aloneSeconds() {
    return ALONE_SECONDS * Math.exp(0.08 * gaussian());
  }

  double[] fair(int n) {
    double[] seconds = new double[n];
    for (int i = 0; i < n; i++) {
      seconds[i] = fairSeconds();
    }
    return seconds;
  }

  double[] alone(int n) {
    double[] seconds = new double[n];
    for (int i = 0; i < n; i++) {
      seconds[i] = aloneSeconds();
    }
    return seconds;
  }

  double lognormal(double sd) {
    return Math.exp(sd * gaussian());
  }

  double[] lognormals(int n, double sd) {
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = lognormal(sd);
    }
    return values;
  }

  int nextInt(int bound) {
    return random.nextInt(bound);
  }

  /** Mean of ln(fair / alone): what the estimators of this package estimate. */
  static double trueLogRatio() {
    double sum = 0;
    int many = 400_000;
    Laps laps = new Laps(20261123);
    for (int i = 0; i < many; i++) {
      sum += Math.log(laps.fairSeconds());
    }
    return sum / many - Math.log(ALONE_SECONDS);
  }

  private double gaussian() {
    return Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
        * Math.cos(2 * Math.PI * random.nextDouble());
  }
}
