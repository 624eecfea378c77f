package io.fairlane.analysis.sensitivity;

import io.fairlane.experiment.Cost;
import io.fairlane.experiment.Costs;
import java.util.List;
import java.util.Map;

/**
 * The costs that are not known exactly, each as a factor from the lower to the upper end of its
 * interval: evenly in the logarithm, or evenly where it may be 0.
 *
 * @param costs the estimates
 * @param names of those that vary, as in {@link Costs#byName()}
 */
public record CostFactors(Costs costs, List<String> names) {
  public CostFactors {
    names = List.copyOf(names);
  }

  /** All whose interval is not a point. */
  public static CostFactors of(Costs costs) {
    return new CostFactors(
        costs,
        costs.byName().entrySet().stream()
            .filter(cost -> cost.getValue().high() > cost.getValue().low())
            .map(Map.Entry::getKey)
            .toList());
  }

  /** The same costs, of which only these vary. */
  public CostFactors only(List<String> some) {
    return new CostFactors(costs, some);
  }

  /**
   * @param at one value in 0..1 for each name, where in its interval the cost is; more are not used
   */
  public Costs at(double[] at) {
    return costs.map(
        (name, cost) -> {
          int i = names.indexOf(name);
          return i < 0 ? cost : moved(cost, at[i]);
        });
  }

  private static Cost moved(Cost cost, double at) {
    double value =
        cost.low() > 0
            ? cost.low() * Math.pow(cost.high() / cost.low(), at)
            : cost.low() + (cost.high() - cost.low()) * at;
    return new Cost(value, cost.low(), cost.high(), cost.elasticity(), cost.source());
  }
}
