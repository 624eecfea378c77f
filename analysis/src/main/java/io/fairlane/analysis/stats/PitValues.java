package io.fairlane.analysis.stats;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;

/**
 * Where the measurements fall in the distributions predicted for them: the probability integral
 * transform. If the model is right the values are uniform on 0 to 1; heaped at both ends, the
 * predictions are too narrow; in the middle, too wide; at one end, biased (Dawid, JRSS A 1984;
 * Hamill, Monthly Weather Review 2001).
 *
 * <p>A prediction is R simulated values, so the value is the measurement's rank among them, made
 * continuous by a seeded random number; ties share their ranks the same way (Czado, Gneiting and
 * Held, Biometrics 2009). That makes it uniform whatever R and the distribution, if the measurement
 * could be one of the replications; cells must be independent.
 *
 * @param values one per measurement, between 0 and 1
 * @param p of the Kolmogorov-Smirnov test against the uniform distribution. With few cells it has
 *     little power: a large p is no proof of a good model
 */
public record PitValues(List<Double> values, double p) {
  /**
   * @param predictions for each cell its simulated values, one or more
   * @param measured for each cell what was measured, comparable with one simulated value
   * @throws IllegalArgumentException if there is no cell, or a cell without replications
   */
  public static PitValues of(List<double[]> predictions, double[] measured, long seed) {
    if (predictions.size() != measured.length || measured.length == 0) {
      throw new IllegalArgumentException(
          "cells: " + predictions.size() + " predicted, " + measured.length);
    }
    UniformRandomProvider random = RandomSource.L64_X128_MIX.create(seed);
    double[] values = new double[measured.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(predictions.get(i), measured[i], random);
    }
    double p = KolmogorovSmirnovTest.withDefaults().test(values, x -> x).getPValue();
    List<Double> list = new ArrayList<>();
    for (double value : values) {
      list.add(value);
    }
    return new PitValues(List.copyOf(list), p);
  }

  private static double value(double[] prediction, double seen, UniformRandomProvider random) {
    if (prediction.length == 0) {
      throw new IllegalArgumentException("a prediction without replications");
    }
    int below = 0;
    int equal = 0;
    for (double simulated : prediction) {
      below += simulated < seen ? 1 : 0;
      equal += simulated == seen ? 1 : 0;
    }
    return (below + random.nextDouble() * (equal + 1)) / (prediction.length + 1);
  }

  /** How many values fall in each of so many equal bins. */
  public int[] histogram(int bins) {
    int[] counts = new int[bins];
    for (double value : values) {
      counts[Math.min(bins - 1, (int) (value * bins))]++;
    }
    return counts;
  }
}
