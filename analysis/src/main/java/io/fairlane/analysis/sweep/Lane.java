package io.fairlane.analysis.sweep;

import io.fairlane.analysis.stats.RatioEstimate;
import io.fairlane.experiment.Arm;

/**
 * One arm of one cell against the fair arm.
 *
 * @param speedup fair seconds over this arm's; absent if no replication has both
 * @param kept background turns per second, this arm over fair; NaN without a background
 * @param endless replications in which this arm did not end
 * @param fairEndless replications in which the fair arm did not
 */
public record Lane(Arm arm, RatioEstimate speedup, double kept, int endless, int fairEndless) {

  /**
   * What the consumer gains times what the others keep: above 1 the gain is the larger factor.
   * Where nobody pays it is the speedup.
   */
  public double worth() {
    return Double.isNaN(kept) ? speedup.ratio() : speedup.ratio() * kept;
  }
}
