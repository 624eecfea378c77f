package io.fairlane.sim.theory;

import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * A mean of independent replications with its Student t interval.
 *
 * @param halfWidth of the interval, in the unit of the mean
 */
record Estimate(double mean, double halfWidth) {

  static Estimate of(double[] replications, double confidence) {
    int n = replications.length;
    double t = new TDistribution(n - 1).inverseCumulativeProbability((1 + confidence) / 2);
    double standardError = Math.sqrt(StatUtils.variance(replications) / n);
    return new Estimate(StatUtils.mean(replications), t * standardError);
  }

  boolean covers(double expectation) {
    return Math.abs(mean - expectation) <= halfWidth;
  }

  double low() {
    return mean - halfWidth;
  }

  double high() {
    return mean + halfWidth;
  }
}
