package io.fairlane.sim.replication;

import io.fairlane.experiment.Cost;
import io.fairlane.experiment.Costs;
import io.fairlane.sim.engine.Normal;
import io.fairlane.sim.engine.RandomStream;

/**
 * What the calibration does not know: each replication runs with costs drawn from their own 95 %
 * intervals, so that the spread of the predictions contains it. All arms of a replication share one
 * draw.
 */
public final class CostUncertainty {
  /** Half-width of a cost's 95 % interval in standard deviations. */
  public static final double Z95 = 1.959964;

  private static final int PURPOSE = 1_000;

  private CostUncertainty() {}

  public static Costs redraw(Costs costs, long seed) {
    return costs.map((name, cost) -> redraw(name, cost, seed));
  }

  /**
   * A draw depends on the seed and the cost's name alone: whichever costs there are beside it and
   * in which order, what was predicted with it stays the same.
   */
  static Cost redraw(String name, Cost cost, long seed) {
    RandomStream its = new RandomStream(RandomStream.derive(seed, name.hashCode()), PURPOSE);
    return redraw(cost, Normal.quantile(its.unit()));
  }

  /** Lognormal about the estimate; a cost that may be 0 is drawn linearly and cut off there. */
  private static Cost redraw(Cost cost, double z) {
    double value;
    if (cost.low() > 0 && cost.high() > cost.low()) {
      double logSd = (StrictMath.log(cost.high()) - StrictMath.log(cost.low())) / (2 * Z95);
      value = cost.value() * StrictMath.exp(logSd * z);
    } else {
      value = Math.max(0, cost.value() + (cost.high() - cost.low()) / (2 * Z95) * z);
    }
    return new Cost(value, cost.low(), cost.high(), cost.elasticity(), cost.source());
  }
}
