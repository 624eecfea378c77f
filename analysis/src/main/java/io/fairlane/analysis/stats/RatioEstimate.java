package io.fairlane.analysis.stats;

/**
 * A ratio with a 95 % interval. The interval's ends are NaN where there is no honest interval to
 * give, for example with fewer than {@link #MIN_TRIALS} trials.
 *
 * @param ratio point estimate; NaN if there were no trials at all
 * @param n trials behind it: pairs, or the smaller of the two samples
 */
public record RatioEstimate(double ratio, double low, double high, int n, Method method) {
  /**
   * Fewest trials for which an interval is given. Two would have one degree of freedom: t = 12.7,
   * an interval that says nothing but looks as if it did.
   */
  public static final int MIN_TRIALS = 3;

  /** How the interval was made. */
  public enum Method {
    /** Student's t on the differences of logs within each block. */
    PAIRED_T("t on paired log-ratios"),
    /** Welch's t on logs: no blocks to pair by. */
    WELCH_T("Welch t on logs"),
    /** Median of all pairwise log-ratios, exact interval by inverting the Mann-Whitney test. */
    HODGES_LEHMANN("Hodges-Lehmann, exact"),
    /** Ratio of arithmetic means, Fieller's interval. */
    FIELLER("Fieller, ratio of means"),
    /** Too few trials, or zeros among them: a point without an interval. */
    POINT("no interval");

    private final String label;

    Method(String label) {
      this.label = label;
    }

    /** In a few words, for tables and reports. */
    public String label() {
      return label;
    }
  }

  static RatioEstimate fromLogs(double centre, double halfWidth, int n, Method method) {
    return new RatioEstimate(
        Math.exp(centre), Math.exp(centre - halfWidth), Math.exp(centre + halfWidth), n, method);
  }

  static RatioEstimate point(double ratio, int n) {
    return new RatioEstimate(ratio, Double.NaN, Double.NaN, n, Method.POINT);
  }

  /** No trials, no estimate. */
  public static RatioEstimate absent() {
    return point(Double.NaN, 0);
  }

  public boolean present() {
    return !Double.isNaN(ratio);
  }

  public boolean hasInterval() {
    return !Double.isNaN(low) && !Double.isNaN(high);
  }

  /** True if the interval shows that the ratio is not 1. */
  public boolean excludesOne() {
    return low > 1 || high < 1;
  }
}
