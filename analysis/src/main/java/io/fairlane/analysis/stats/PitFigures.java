package io.fairlane.analysis.stats;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * What {@link PitValues} of many trials say, where trials of one cell are not independent (they
 * share its error): the cells are the unit, and the intervals are t intervals over their means. Of
 * honest predictions the values have mean 1/2 and variance 1/12.
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
    double mean = StatUtils.mean(all);
    double[] means = cells.stream().mapToDouble(cell -> meanSquare(cell, 0, 1)).toArray();
    double[] squares = cells.stream().mapToDouble(cell -> meanSquare(cell, mean, 2)).toArray();
    return new PitFigures(
        all.length,
        cells.size(),
        over(means, mean),
        over(squares, meanSquare(cells.stream().flatMap(List::stream).toList(), mean, 2)),
        IntStream.of(new PitValues(Arrays.stream(all).boxed().toList(), Double.NaN).histogram(BINS))
            .boxed()
            .toList());
  }

  private static double meanSquare(List<Double> values, double about, int power) {
    return values.stream().mapToDouble(u -> Math.pow(u - about, power)).average().orElseThrow();
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
