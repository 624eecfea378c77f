package io.fairlane.analysis.stats;

import java.util.Arrays;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How far off predictions must be expected to lie although the model is right: each by a normal
 * error in ln of its own spread. Without it an error cannot be told from bad luck.
 */
public final class ExpectedError {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final double ACCURACY = 1e-9;

  /** In standard deviations of the widest; beyond lies less than 1e-15. */
  private static final double REACH = 8;

  private ExpectedError() {}

  /**
   * The quantile of |predicted / measured - 1| over all cells, taken on the side above 1.
   *
   * @param spreads standard deviations in ln, at least one, each at least 0
   * @param share of cells below it, above 0 and below 1
   */
  public static double quantile(double[] spreads, double share) {
    double widest = Arrays.stream(spreads).max().orElseThrow();
    if (within(0, spreads) >= share) {
      return 0;
    }
    return Math.expm1(
        new BrentSolver(ACCURACY).solve(200, x -> within(x, spreads) - share, 0, REACH * widest));
  }

  /** Share of cells, in the mean, whose error in ln is at most that. */
  private static double within(double x, double[] spreads) {
    return Arrays.stream(spreads)
        .map(sd -> sd == 0 ? 1 : 2 * NORMAL.cumulativeProbability(x / sd) - 1)
        .average()
        .orElseThrow();
  }
}
