package io.fairlane.analysis.stats;

import org.apache.commons.math3.stat.StatUtils;

/**
 * How predicted and measured speedups agree over a grid of cells, on logs. A correlation alone
 * would praise a model that is always off by the same factor; these do not. Their intervals: {@link
 * LimitsOfAgreement}, {@link Concordance}.
 *
 * @param n cells
 * @param bias predicted / measured, geometric mean over cells; 1 = none
 * @param limitLow lower 95 % limit of agreement of predicted / measured (Bland and Altman, Lancet
 *     1986)
 * @param limitHigh upper limit: 95 % of cells lie between the two
 * @param concordance Lin's concordance correlation (Biometrics 1989): 1 = on the identity line
 * @param skill 1 - RMSE / RMSE of always predicting "no change"; at most 0 = worthless
 */
public record GridAgreement(
    int n, double bias, double limitLow, double limitHigh, double concordance, double skill) {
  /** Fewest cells for which limits and a concordance are worth a number. */
  public static final int MIN_CELLS = 3;

  /**
   * @param predicted speedups, one per cell
   * @param measured speedups of the same cells
   * @throws IllegalArgumentException with fewer than {@link #MIN_CELLS} cells
   */
  public static GridAgreement of(double[] predicted, double[] measured) {
    int n = predicted.length;
    if (n != measured.length || n < MIN_CELLS) {
      throw new IllegalArgumentException("cells: " + n + " predicted, " + measured.length);
    }
    double[] p = LogRatio.logs(predicted);
    double[] m = LogRatio.logs(measured);
    double[] error = new double[n];
    for (int i = 0; i < n; i++) {
      error[i] = p[i] - m[i];
    }
    double bias = StatUtils.mean(error);
    double spread = Quantiles.NORMAL_95 * Math.sqrt(StatUtils.variance(error));
    return new GridAgreement(
        n,
        Math.exp(bias),
        Math.exp(bias - spread),
        Math.exp(bias + spread),
        Concordance.point(p, m),
        Skill.noEffect(predicted, measured));
  }
}
