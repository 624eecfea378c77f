package io.fairlane.analysis.cli;

import io.fairlane.experiment.Cost;
import io.fairlane.experiment.Costs;
import io.fairlane.sim.replication.CostUncertainty;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.StatUtils;

/**
 * What several calibrations of a host say together. Each takes 20 s and tells how well it knows its
 * medians, but not by how much the next one, minutes later, differs: five to ten times as much for
 * the best known figures. Now and then one is spoilt (a contended receive of 5,294 ns among ten of
 * 75 to 93).
 *
 * <p>So the estimate is the median of theirs, all taken to one speed of the CPUs, and its interval
 * is that of the host at another time: by the median absolute deviation between calibrations, with
 * the factors for few values of Croux and Rousseeuw (1992, COMPSTAT, p. 411), and what each does
 * not know itself.
 */
final class PooledCosts {
  /** With fewer, what they differ by cannot be told. */
  private static final int FEWEST = 3;

  /** Of the median absolute deviation to a normal distribution's standard deviation. */
  private static final double NORMAL = 1.4826;

  private static final double[] FEW_VALUES = {
    1, 1, 1.196, 1.495, 1.363, 1.206, 1.200, 1.140, 1.129, 1.107
  };

  private PooledCosts() {}

  /**
   * @param calibrations of one runtime on one host
   * @param own one of them, which stands for itself if they are fewer than {@link #FEWEST}
   */
  static Costs of(List<Costs> calibrations, Costs own) {
    if (calibrations.size() < FEWEST) {
      return own;
    }
    double speed = median(calibrations, costs -> costs.iteration().value());
    List<Costs> alike =
        calibrations.stream()
            .map(costs -> costs.map(cost -> cost.slowedBy(speed / costs.iteration().value())))
            .toList();
    return own.map(
        (name, cost) -> pooled(alike.stream().map(its -> its.byName().get(name)).toList()));
  }

  private static Cost pooled(List<Cost> of) {
    int n = of.size();
    String source = of.getLast().source() + "; median of " + n + " calibrations";
    double elasticity = median(of, Cost::elasticity);
    if (of.stream().anyMatch(cost -> cost.low() <= 0)) {
      return new Cost(
          median(of, Cost::value),
          median(of, Cost::low),
          median(of, Cost::high),
          elasticity,
          source);
    }
    double middle = median(of, cost -> Math.log(cost.value()));
    double deviation = median(of, cost -> Math.abs(Math.log(cost.value()) - middle));
    double between = deviation * NORMAL * (n < FEW_VALUES.length ? FEW_VALUES[n] : n / (n - 0.8));
    double within =
        median(of, cost -> Math.log(cost.high() / cost.low()) / (2 * CostUncertainty.Z95));
    double half =
        CostUncertainty.Z95 * Math.sqrt(between * between * (1 + 1.0 / n) + within * within / n);
    double value = StrictMath.exp(middle);
    return new Cost(
        value, value * StrictMath.exp(-half), value * StrictMath.exp(half), elasticity, source);
  }

  private static <T> double median(List<T> of, ToDoubleFunction<T> figure) {
    return StatUtils.percentile(of.stream().mapToDouble(figure).toArray(), 50);
  }
}
