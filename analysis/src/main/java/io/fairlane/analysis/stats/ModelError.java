package io.fairlane.analysis.stats;

import java.util.stream.IntStream;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * What a model gets wrong of a cell, whatever luck does: the standard deviation, in ln, that errors
 * of its predictions have beyond what luck and uncertain inputs let expect. A cell repeats its
 * share of it from trial to trial, so no number of trials averages it out (model inadequacy:
 * Kennedy and O'Hagan, J. R. Statist. Soc. B 2001).
 *
 * <p>Estimated as the variance between studies is in a meta-analysis, by Paule and Mandel's
 * equation: the squared errors, each over its own variance and the model's, add up to as many as
 * there are cells. The mean error is taken as zero, not estimated: a bias is an error too. The ends
 * of the interval solve the same equation for the quantiles of chi-square (Viechtbauer, Statistics
 * in Medicine 2007).
 *
 * @param cells that tell it; 0: nothing is known, and none is added
 * @param variance in ln squared, at least 0
 */
public record ModelError(int cells, Interval variance) {
  /** Not known. */
  public static final ModelError NONE = new ModelError(0, Interval.point(0));

  /** With fewer cells one of them decides. */
  private static final int FEWEST = 5;

  private static final double TAIL = 0.025;

  /** Of ln squared: a model that is off by e^10 has other faults. */
  private static final double LARGEST = 100;

  private static final double ACCURACY = 1e-9;

  /**
   * @param errors ln of predicted over measured, one of each cell
   * @param variances of luck and inputs for each, in ln squared, above 0
   * @return {@link #NONE} with fewer than five cells
   * @throws IllegalArgumentException if the two differ in length
   */
  public static ModelError of(double[] errors, double[] variances) {
    int cells = errors.length;
    if (variances.length != cells) {
      throw new IllegalArgumentException(cells + " errors, " + variances.length + " variances");
    }
    if (cells < FEWEST) {
      return NONE;
    }
    var expected = ChiSquaredDistribution.of(cells);
    return new ModelError(
        cells,
        new Interval(
            variance(errors, variances, cells),
            variance(errors, variances, expected.inverseSurvivalProbability(TAIL)),
            variance(errors, variances, expected.inverseCumulativeProbability(TAIL))));
  }

  public boolean isKnown() {
    return cells > 0;
  }

  /** Standard deviation in ln: 0.1 is about 10 %. */
  public double sd() {
    return Math.sqrt(variance.point());
  }

  /** The variance with which the squares add up to that much; 0 if they never reach it. */
  private static double variance(double[] errors, double[] variances, double sum) {
    if (squares(errors, variances, 0) <= sum) {
      return 0;
    }
    return new BrentSolver(ACCURACY)
        .solve(500, tau -> squares(errors, variances, tau) - sum, 0, LARGEST);
  }

  private static double squares(double[] errors, double[] variances, double tau) {
    return IntStream.range(0, errors.length)
        .mapToDouble(i -> errors[i] * errors[i] / (variances[i] + tau))
        .sum();
  }
}
