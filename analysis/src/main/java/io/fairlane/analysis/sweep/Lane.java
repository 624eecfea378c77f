package io.fairlane.analysis.sweep;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.fairlane.analysis.stats.RatioEstimate;
import io.fairlane.experiment.Arm;

/**
 * One arm of one cell against the fair arm.
 *
 * @param speedup fair seconds over this arm's; absent if no replication has both
 * @param kept background turns per second, this arm over fair; NaN without a background
 * @param endless replications in which this arm did not end
 * @param fairEndless replications in which the fair arm did not
 * @param leftOut replications in which one of the two did not: they are in no ratio, so the speedup
 *     is that of the others
 */
public record Lane(
    Arm arm, RatioEstimate speedup, double kept, int endless, int fairEndless, int leftOut) {

  /** How a lane's speedup lies to 1, as far as is known. */
  public enum Side {
    /** The interval is above 1. */
    FASTER,
    /** It is below 1. */
    SLOWER,
    /** It holds 1. */
    NEITHER,
    /** There is a speedup, of too few replications for an interval. */
    NO_INTERVAL,
    /** In no replication did both arms end. */
    NO_END
  }

  @JsonIgnore
  public Side side() {
    if (!speedup.present()) {
      return Side.NO_END;
    }
    if (!speedup.hasInterval()) {
      return Side.NO_INTERVAL;
    }
    return speedup.low() > 1 ? Side.FASTER : speedup.high() < 1 ? Side.SLOWER : Side.NEITHER;
  }

  /** True if there is a speedup and some replications are not in it. */
  @JsonIgnore
  public boolean partly() {
    return speedup.present() && leftOut > 0;
  }

  /**
   * What the consumer gains times what the others keep: above 1 the gain is the larger factor.
   * Where nobody pays it is the speedup.
   */
  public double worth() {
    return Double.isNaN(kept) ? speedup.ratio() : speedup.ratio() * kept;
  }
}
