package io.fairlane.analysis.stats;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * What {@link PitValues} of many trials say, where trials of one cell are not independent (they
 * share its error): the cells are the unit, and the intervals are t intervals over them. Of honest
 * predictions the values have mean 1/2 and variance 1/12.
 *
 * <p>About a mean that is taken from the same cells values lie too near, by as much as that mean is
 * uncertain: the variance is that of leaving out one cell after the other (jackknife: Efron, The
 * Jackknife, the Bootstrap and Other Resampling Plans, 1982), which takes this back.
 *
 * @param values how many there are
 * @param cells of how many cells
 * @param mean above 1/2, more was measured than predicted
 * @param variance about that mean; above 1/12, predictions are too narrow, below, too wide
 * @param histogram values in equal bins of 0 to 1
 */
public record PitFigures(
    int values, int cells, Interval mean, Interval variance, List<Integer> histogram) {
  /** Of the uniform distribution. */
  public static final double HONEST_MEAN = 0.5;

  /** Of the uniform distribution. */
  public static final double HONEST_VARIANCE = 1 / 12.0;

  /** Bins: with 12 replications a value is a thirteenth wide. */
  public static final int BINS = 10;

  /**
   * @param cells the values of each cell, at least one
   * @throws IllegalArgumentException if there is no cell, or one without values
   */
  public static PitFigures of(List<List<Double>> cells) {
    if (cells.isEmpty() || cells.stream().anyMatch(List::isEmpty)) {
      throw new IllegalArgumentException("cells: " + cells.size() + ", each needs a value");
    }
    double[] all = cells.stream().flatMap(List::stream).mapToDouble(u -> u).toArray();
    double[] means = cells.stream().mapToDouble(cell -> StatUtils.mean(array(cell))).toArray();
    return new PitFigures(
        all.length,
        cells.size(),
        over(means, StatUtils.mean(all)),
        variance(cells.stream().map(PitFigures::array).toList(), all),
        IntStream.of(new PitValues(Arrays.stream(all).boxed().toList(), Double.NaN).histogram(BINS))
            .boxed()
            .toList());
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(u -> u).toArray();
  }

  private static Interval variance(List<double[]> cells, double[] all) {
    double whole = StatUtils.populationVariance(all);
    if (cells.size() < RatioEstimate.MIN_TRIALS) {
      return Interval.point(whole);
    }
    double sum = StatUtils.sum(all);
    double squares = StatUtils.sumSq(all);
    double[] pseudo = new double[cells.size()];
    for (int i = 0; i < pseudo.length; i++) {
      double[] left = cells.get(i);
      int others = all.length - left.length;
      double mean = (sum - StatUtils.sum(left)) / others;
      double without = (squares - StatUtils.sumSq(left)) / others - mean * mean;
      pseudo[i] = pseudo.length * whole - (pseudo.length - 1) * without;
    }
    return over(pseudo, StatUtils.mean(pseudo));
  }

  private static Interval over(double[] cells, double point) {
    if (cells.length < RatioEstimate.MIN_TRIALS) {
      return Interval.point(point);
    }
    double error = Math.sqrt(StatUtils.variance(cells) / cells.length);
    return Interval.around(point, LogRatio.t(cells.length - 1) * error);
  }

  /** True if it is shown that measurements lie further out than predicted. */
  public boolean tooNarrow() {
    return variance.low() > HONEST_VARIANCE;
  }

  /** True if it is shown that measurements lie nearer to the middle than predicted. */
  public boolean tooWide() {
    return variance.high() < HONEST_VARIANCE;
  }

  /** True if it is shown that more, or less, is measured than predicted. */
  public boolean biased() {
    return mean.hasEnds() && !mean.contains(HONEST_MEAN);
  }
}
