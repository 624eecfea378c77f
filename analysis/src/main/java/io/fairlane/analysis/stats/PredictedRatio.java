package io.fairlane.analysis.stats;

/**
 * What the model says about a ratio.
 *
 * @param centre the predicted value; its interval is narrow and says only how far more replications
 *     could move it
 * @param low lower end of the interval in which the estimate of a {@code trials}-trial measurement
 *     falls 95 times in 100, the model's own error included where it is known; NaN with too few
 *     replications
 * @param high its upper end
 * @param trials how many trials that measurement has; fewer trials, wider interval
 * @param spread standard deviation, in ln, of such an estimate around the predicted value by luck
 *     and uncertain costs alone, as if the model were right; NaN with too few replications
 */
public record PredictedRatio(
    RatioEstimate centre, double low, double high, int trials, double spread) {

  public static PredictedRatio absent() {
    return new PredictedRatio(RatioEstimate.absent(), Double.NaN, Double.NaN, 0, Double.NaN);
  }

  public boolean present() {
    return centre.present();
  }

  public double ratio() {
    return centre.ratio();
  }

  public boolean hasInterval() {
    return !Double.isNaN(low) && !Double.isNaN(high);
  }

  /** True if a measured estimate is one that the model expects. */
  public boolean expects(double measured) {
    return low <= measured && measured <= high;
  }
}
