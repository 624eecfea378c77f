package io.fairlane.analysis.explain;

import io.fairlane.analysis.stats.RatioEstimate;

/**
 * What happens if one rule is switched.
 *
 * @param speedup with the rule switched; absent if an arm does not end then
 * @param change that speedup over the unchanged one, from pairs of replications
 * @param share of the log of the unchanged speedup that is gone; negative if the speedup grew
 * @param fairSeconds geometric mean; NaN if the arm does not end
 * @param armSeconds the same of the other arm
 */
public record RuleEffect(
    Switch rule,
    RatioEstimate speedup,
    RatioEstimate change,
    double share,
    double fairSeconds,
    double armSeconds) {

  /** A change below this is not worth a row, however surely it is there. */
  private static final double LEAST_CHANGE = 0.01;

  /** True if the change is more than 1 % and more than noise at 95 %, or if an arm starves. */
  public boolean matters() {
    return !speedup.present() || (change.excludesOne() && size() > LEAST_CHANGE);
  }

  /** How far the speedup moves, on a log scale. */
  double size() {
    return speedup.present() ? Math.abs(Math.log(change.ratio())) : Double.MAX_VALUE;
  }
}
