package io.fairlane.sim.engine;

/** The standard normal distribution in StrictMath, so that draws are the same on every machine. */
public final class Normal {
  private Normal() {}

  /**
   * Quantile of the standard normal distribution by bisection of its distribution function
   * (Abramowitz and Stegun 26.2.17, error below 7.5e-8), in StrictMath throughout.
   */
  public static double quantile(double p) {
    double low = -6;
    double high = 6;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (cdf(middle) < p) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  private static double cdf(double x) {
    if (x < 0) {
      return 1 - cdf(-x);
    }
    double t = 1 / (1 + 0.2316419 * x);
    double polynomial =
        t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    return 1 - StrictMath.exp(-x * x / 2) / StrictMath.sqrt(2 * StrictMath.PI) * polynomial;
  }
}
