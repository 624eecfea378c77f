package io.fairlane.analysis.stats;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.descriptive.Quantile;

/**
 * A sample in a few numbers, and the sample itself. Nothing is dropped as an outlier.
 *
 * <p>Quantiles are Hyndman and Fan's type 8 ({@link #QUANTILES}): median-unbiased whatever the
 * distribution, as they recommend (The American Statistician 1996). Other tools differ: for 1..20
 * the 95th percentile is 19.65 here and 19.05 by type 7 (numpy, R).
 */
public record SampleSummary(int n, double median, double p05, double p95, List<Double> samples) {
  /** Name of the quantile estimator, for tables. */
  public static final String QUANTILES = "HF8";

  private static final Quantile ESTIMATOR =
      Quantile.withDefaults().with(Quantile.EstimationMethod.HF8).withCopy(true);

  /**
   * @throws IllegalArgumentException if there is no value
   */
  public static SampleSummary of(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("a summary of no values");
    }
    double[] quantiles = ESTIMATOR.evaluate(values, 0.5, 0.05, 0.95);
    return new SampleSummary(
        values.length,
        quantiles[0],
        quantiles[1],
        quantiles[2],
        Arrays.stream(values).boxed().toList());
  }

  /** One quantile of values, at least one, by the same estimator. */
  public static double quantile(double[] values, double p) {
    return ESTIMATOR.evaluate(values, p);
  }
}
