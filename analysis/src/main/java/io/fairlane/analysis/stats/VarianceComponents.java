package io.fairlane.analysis.stats;

import org.apache.commons.math3.stat.StatUtils;

/**
 * Where the noise of a measurement comes from: from fork to fork (or block to block), or from
 * iteration to iteration within one. Kalibera and Jones, ISMM 2013, section 6, with the variance of
 * the means of the level below subtracted as their erratum has it. For speedups pass logs.
 *
 * @param forks fresh processes, the independent units
 * @param iterations in each
 * @param mean over everything, in the unit of the values
 * @param within variance from iteration to iteration, in the unit squared
 * @param between variance from fork to fork that iterations do not explain; 0 if the forks differ
 *     no more than their iterations let expect
 */
public record VarianceComponents(
    int forks, int iterations, double mean, double within, double between) {
  /**
   * @param values iterations of each fork, equally many and at least two; warm-up cut off
   * @throws IllegalArgumentException with fewer than two forks or iterations, or unequal forks
   */
  public static VarianceComponents of(double[][] values) {
    int forks = values.length;
    int iterations = forks == 0 ? 0 : values[0].length;
    if (forks < 2 || iterations < 2) {
      throw new IllegalArgumentException(
          "forks: " + forks + ", iterations: " + iterations + "; at least 2 each");
    }
    double[] means = new double[forks];
    double within = 0;
    for (int fork = 0; fork < forks; fork++) {
      if (values[fork].length != iterations) {
        throw new IllegalArgumentException("forks of unequal numbers of iterations");
      }
      means[fork] = StatUtils.mean(values[fork]);
      within += StatUtils.variance(values[fork]) / forks;
    }
    double between = StatUtils.variance(means) - within / iterations;
    return new VarianceComponents(
        forks, iterations, StatUtils.mean(means), within, Math.max(0, between));
  }

  /** Variance of the mean of one fork with so many iterations. */
  public double ofForkMean(int iterations) {
    return between + within / iterations;
  }

  /**
   * Iterations that make the most of a given time: as many as bring the iterations' share of the
   * noise down to the share of the time they take. 1 if iterations make no noise.
   *
   * @param forkCost time to start and warm up a fork, in the unit of {@code iterationCost}
   * @return {@link Integer#MAX_VALUE} if forks do not differ: then a single fork will do
   */
  public int bestIterations(double forkCost, double iterationCost) {
    double best = Math.sqrt(forkCost / iterationCost * within / between);
    return within == 0 ? 1 : (int) Math.min(Integer.MAX_VALUE, Math.max(1, Math.ceil(best)));
  }
}
