package io.fairlane.analysis.compare;

import io.fairlane.analysis.stats.PredictedRatio;
import io.fairlane.analysis.stats.RatioEstimate;
import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Runtime;
import java.util.List;

/**
 * One arm against the fair arm of its cell, predicted beside measured.
 *
 * @param cell "scenario/runtime"
 * @param predicted speedup, with the interval in which the measurement should fall
 * @param measured speedup
 * @param robust the measured speedup again, by an estimator that one wild trial cannot move
 * @param predictedPrice background turns per second, this arm over fair; 0.5 = half was lost; with
 *     the interval in which the measurement should fall
 * @param measuredPrice the same, measured
 * @param notes what a reader must know to judge the row, a clause each
 */
public record ArmComparison(
    String cell,
    Runtime runtime,
    Arm arm,
    PredictedRatio predicted,
    RatioEstimate measured,
    RatioEstimate robust,
    PredictedRatio predictedPrice,
    RatioEstimate measuredPrice,
    List<String> notes) {

  /** "go locked". */
  public String name() {
    return runtime.label() + " " + arm.label();
  }

  /** predicted / measured - 1 of the speedup; NaN if either is missing. */
  public double error() {
    return predicted.ratio() / measured.ratio() - 1;
  }

  /**
   * Lower end of a 95 % interval of {@link #error()}: how well these trials can know it. By
   * variance recovery from the two intervals (MOVER: Zou and Donner, Statistics in Medicine 2008).
   */
  public double errorLow() {
    return Math.expm1(
        Math.log1p(error())
            - Math.hypot(
                Math.log(predicted.ratio() / predicted.centre().low()),
                Math.log(measured.high() / measured.ratio())));
  }

  /** Upper end of the interval of {@link #errorLow()}. */
  public double errorHigh() {
    return Math.expm1(
        Math.log1p(error())
            + Math.hypot(
                Math.log(predicted.centre().high() / predicted.ratio()),
                Math.log(measured.ratio() / measured.low())));
  }

  public Agreement verdict() {
    return Agreement.of(predicted, measured);
  }

  public Regime measuredRegime() {
    return Regime.of(measured);
  }

  public Regime predictedRegime() {
    return Regime.ofPoint(predicted.ratio());
  }

  /** False if the measurement shows a gain or a loss and the prediction shows another sign. */
  public boolean rightDirection() {
    return !measured.excludesOne() || predictedRegime() == Regime.ofPoint(measured.ratio());
  }

  /** True if both sides are there to be compared, with or without intervals. */
  public boolean complete() {
    return predicted.present() && measured.present();
  }
}
