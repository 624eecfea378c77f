package io.fairlane.analysis.stats;

/**
 * How many forks or blocks a wanted precision takes: the fewest n with t sqrt(variance / n) at most
 * the half-width, the t being that of n - 1 degrees (Kalibera and Jones, ISMM 2013, section 7). The
 * variance comes from a pilot ({@link VarianceComponents#ofForkMean}, or the log-ratios of a few
 * blocks) and is itself uncertain, so about every second run planned like this comes out a little
 * wider than wanted. The number is fixed before the run: stopping at the first look that shows a
 * narrow interval makes intervals that cover too seldom.
 */
public final class RepetitionPlan {
  /** A plan above this says that the wish, not the number of blocks, should change. */
  public static final int MOST = 100_000;

  private RepetitionPlan() {}

  /**
   * @param variance of one fork's mean or one block's log-ratio, in the unit squared
   * @param halfWidth of the 95 % interval wanted, in the unit; on logs, 0.1 is about 10 %
   * @return at least {@link RatioEstimate#MIN_TRIALS}, at most {@link #MOST}
   */
  public static int blocks(double variance, double halfWidth) {
    if (!(halfWidth > 0) || !(variance >= 0)) {
      throw new IllegalArgumentException("variance " + variance + ", half-width " + halfWidth);
    }
    int low = RatioEstimate.MIN_TRIALS;
    int high = MOST;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (halfWidth(variance, middle) <= halfWidth) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** What to expect of n blocks; of A against A, the smallest effect that can be told from none. */
  public static double halfWidth(double variance, int blocks) {
    return Quantiles.t(1 - Quantiles.ALPHA / 2, blocks - 1.0) * Math.sqrt(variance / blocks);
  }
}
