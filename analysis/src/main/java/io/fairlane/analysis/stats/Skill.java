package io.fairlane.analysis.stats;

import java.util.Arrays;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Is the model better than what one could say without it? 1 - RMSE(model) / RMSE(baseline), on the
 * logs of speedups (a skill score: Murphy, Monthly Weather Review 1988, there with squares). 1 is
 * perfect; at most 0, the model is not worth its keep. NaN where the baseline makes no error.
 *
 * @param noEffect against "nothing changes": a speedup of 1 everywhere
 * @param studyMean against the geometric mean of the cells the model was calibrated with
 * @param closedForm against a formula; NaN if there is none
 */
public record Skill(double noEffect, double studyMean, double closedForm) {
  /**
   * @param predicted speedups of cells that took no part in the calibration
   * @param measured speedups of the same cells
   * @param study measured speedups of the calibration's cells; none: NaN
   * @param formula speedups of the same cells by the closed form; empty if there is none
   */
  public static Skill of(double[] predicted, double[] measured, double[] study, double[] formula) {
    double[] constant = new double[measured.length];
    Arrays.fill(constant, StatUtils.geometricMean(study));
    return new Skill(
        noEffect(predicted, measured),
        study.length == 0 ? Double.NaN : against(constant, predicted, measured),
        formula.length == 0 ? Double.NaN : against(formula, predicted, measured));
  }

  static double noEffect(double[] predicted, double[] measured) {
    double[] ones = new double[measured.length];
    Arrays.fill(ones, 1);
    return against(ones, predicted, measured);
  }

  /** Of any other baseline. */
  public static double against(double[] baseline, double[] predicted, double[] measured) {
    double bare = squares(baseline, measured);
    return bare == 0 ? Double.NaN : 1 - Math.sqrt(squares(predicted, measured) / bare);
  }

  private static double squares(double[] predicted, double[] measured) {
    if (predicted.length != measured.length || predicted.length == 0) {
      throw new IllegalArgumentException(
          "cells: " + predicted.length + " predicted, " + measured.length + " measured");
    }
    double sum = 0;
    for (int i = 0; i < predicted.length; i++) {
      double error = Math.log(predicted[i] / measured[i]);
      sum += error * error;
    }
    return sum;
  }
}
