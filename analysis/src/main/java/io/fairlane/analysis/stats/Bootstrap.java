package io.fairlane.analysis.stats;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * A 95 % interval for a statistic that has no formula of its own, by resampling trials (Efron and
 * Tibshirani, An Introduction to the Bootstrap, 1993, chapters 13 and 14). Several samples are
 * resampled each for itself, as the arms of a comparison are.
 *
 * <p>Refused below {@link #MIN_TRIALS} trials in any sample: with 5 it covers 83 to 89 % instead of
 * 95, and BCa is no remedy. Not valid for extremes, and of little use for quantiles that few trials
 * lie beyond. The seed makes the interval a function of the data.
 */
public final class Bootstrap {
  /** Fewest trials in each sample; below, {@link LogRatio} and {@link HodgesLehmann} hold. */
  public static final int MIN_TRIALS = 20;

  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  private final ToDoubleFunction<double[][]> statistic;
  private final int resamples;
  private final long seed;

  /**
   * @param statistic of the samples in the order in which they are given; must not change them
   * @param resamples 1,000 for an interval to two digits; 100 at least
   */
  public Bootstrap(ToDoubleFunction<double[][]> statistic, int resamples, long seed) {
    if (resamples < 100) {
      throw new IllegalArgumentException("resamples: " + resamples + ", at least 100");
    }
    this.statistic = statistic;
    this.resamples = resamples;
    this.seed = seed;
  }

  /** The middle 95 % of the resampled statistics. */
  public Interval percentile(double[]... samples) {
    requireEnough(samples);
    return percentileOfAny(samples);
  }

  /** Bias-corrected and accelerated: second-order right where the percentiles are first-order. */
  public Interval bca(double[]... samples) {
    requireEnough(samples);
    double point = statistic.applyAsDouble(samples);
    double[] sorted = resampled(samples);
    double below = 0;
    for (double value : sorted) {
      below += value < point ? 1 : value == point ? 0.5 : 0;
    }
    if (below == 0 || below == sorted.length) {
      return Interval.point(point); // no correction can be had from one side only
    }
    double bias = NORMAL.inverseCumulativeProbability(below / sorted.length);
    double acceleration = acceleration(samples);
    return new Interval(
        point,
        quantile(sorted, corrected(Quantiles.ALPHA / 2, bias, acceleration)),
        quantile(sorted, corrected(1 - Quantiles.ALPHA / 2, bias, acceleration)));
  }

  /** Without the refusal: what the refusal spares the caller is a test. */
  Interval percentileOfAny(double[]... samples) {
    double[] sorted = resampled(samples);
    return new Interval(
        statistic.applyAsDouble(samples),
        quantile(sorted, Quantiles.ALPHA / 2),
        quantile(sorted, 1 - Quantiles.ALPHA / 2));
  }

  private static void requireEnough(double[]... samples) {
    for (double[] sample : samples) {
      if (sample.length < MIN_TRIALS) {
        throw new IllegalArgumentException(
            "bootstrap of " + sample.length + " trials: at least " + MIN_TRIALS);
      }
    }
  }

  private double[] resampled(double[]... samples) {
    UniformRandomProvider random = RandomSource.L64_X128_MIX.create(seed);
    double[][] drawn = new double[samples.length][];
    for (int s = 0; s < samples.length; s++) {
      drawn[s] = new double[samples[s].length];
    }
    double[] values = new double[resamples];
    for (int round = 0; round < resamples; round++) {
      for (int s = 0; s < samples.length; s++) {
        for (int i = 0; i < drawn[s].length; i++) {
          drawn[s][i] = samples[s][random.nextInt(drawn[s].length)];
        }
      }
      values[round] = statistic.applyAsDouble(drawn);
    }
    Arrays.sort(values);
    return values;
  }

  private static double corrected(double p, double bias, double acceleration) {
    double z = bias + NORMAL.inverseCumulativeProbability(p);
    return NORMAL.cumulativeProbability(bias + z / (1 - acceleration * z));
  }

  /** From leaving out one trial at a time, in each sample by itself. */
  private double acceleration(double[]... samples) {
    double cubes = 0;
    double squares = 0;
    for (int s = 0; s < samples.length; s++) {
      int n = samples[s].length;
      double[] without = new double[n];
      double[][] left = samples.clone();
      for (int i = 0; i < n; i++) {
        left[s] = without(samples[s], i);
        without[i] = statistic.applyAsDouble(left);
      }
      double mean = StatUtils.mean(without);
      for (double value : without) {
        double influence = (n - 1) * (mean - value) / n;
        cubes += influence * influence * influence;
        squares += influence * influence;
      }
    }
    return squares == 0 ? 0 : cubes / (6 * Math.pow(squares, 1.5));
  }

  private static double[] without(double[] sample, int left) {
    double[] rest = new double[sample.length - 1];
    System.arraycopy(sample, 0, rest, 0, left);
    System.arraycopy(sample, left + 1, rest, left, rest.length - left);
    return rest;
  }

  private static double quantile(double[] sorted, double p) {
    return SampleSummary.quantile(sorted, p);
  }
}
