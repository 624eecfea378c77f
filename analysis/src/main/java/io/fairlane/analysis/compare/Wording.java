package io.fairlane.analysis.compare;

import io.fairlane.analysis.stats.PredictedRatio;
import io.fairlane.analysis.stats.RatioEstimate;
import io.fairlane.experiment.Scenario;
import java.util.Locale;

/** The findings in sentences, the same in the terminal and in the report. */
public final class Wording {
  private Wording() {}

  /** One honest sentence on one row. */
  public static String of(ArmComparison row) {
    String who = row.runtime().label() + " " + row.arm().label() + ": ";
    RatioEstimate measured = row.measured();
    PredictedRatio predicted = row.predicted();
    if (!measured.present() && !predicted.present()) {
      return who + "no fair arm to compare with.";
    }
    if (!measured.present()) {
      return who
          + Figures.speedup(predicted.ratio())
          + " predicted"
          + (predicted.hasInterval()
              ? "; a measurement of "
                  + trials(predicted.trials())
                  + " should fall in "
                  + Figures.interval(predicted.low(), predicted.high())
              : " (too few replications for an interval)")
          + ". Not measured.";
    }
    String seen =
        who
            + Figures.speedup(measured.ratio())
            + " measured "
            + (measured.hasInterval()
                ? Figures.interval(measured.low(), measured.high())
                : "(n = " + measured.n() + ", no interval)")
            + regime(row);
    if (!predicted.present()) {
      return seen + ". Not predicted.";
    }
    return seen
        + ", "
        + (Figures.speedup(predicted.ratio())
                + " predicted "
                + Figures.interval(predicted.low(), predicted.high()))
            .strip()
        + ": "
        + Figures.percent(row.error())
        + switch (row.verdict()) {
          case AGREES -> ", inside the interval" + direction(row) + ".";
          case MISSES -> ", outside the interval" + direction(row) + ".";
          case UNDECIDED -> ", too few trials to say.";
        };
  }

  /** What the prediction of a row was before the CPUs' speed in each trial was known. */
  public static String beforehand(ArmComparison before) {
    return "Beforehand, at the speed that the calibration had met, "
        + (Figures.speedup(
                    before.predicted().ratio(), before.predicted().low(), before.predicted().high())
                + " was predicted")
            .strip()
        + (before.complete() ? ": " + Figures.percent(before.error()) : "")
        + ".";
  }

  /** What an interval around 1 means; a plain gain needs no word. */
  private static String regime(ArmComparison row) {
    return switch (row.measuredRegime()) {
      case GAIN -> "";
      case LOSS -> " (slower)";
      case NEUTRAL -> " (no change)";
      case UNDECIDED -> row.measured().hasInterval() ? " (faster or slower: undecided)" : "";
    };
  }

  private static String direction(ArmComparison row) {
    return row.rightDirection() ? "" : ", wrong direction";
  }

  /** What the background lost, in one sentence; empty where nobody could count its turns. */
  public static String priceOf(ArmComparison row) {
    boolean measured = row.measuredPrice().present();
    boolean predicted = row.predictedPrice().present();
    if (!measured && !predicted) {
      return "";
    }
    return "Background turns per second: "
        + (measured ? change(row.measuredPrice().ratio()) + " measured" : "")
        + (measured && predicted ? ", " : "")
        + (predicted ? change(row.predictedPrice().ratio()) + " predicted" : "")
        + ".";
  }

  private static String change(double price) {
    return Figures.percent(price - 1);
  }

  /** The workload in one line. */
  public static String of(Scenario scenario) {
    return String.format(
        Locale.ROOT,
        "%s: %,d messages past %,d background tasks, %,d %s, %d %s",
        scenario.name(),
        scenario.consumer().messages(),
        scenario.background().tasks(),
        scenario.producers().tasks(),
        scenario.producers().tasks() == 1 ? "producer" : "producers",
        scenario.processors(),
        scenario.processors() == 1 ? "CPU" : "CPUs");
  }

  static String trials(int n) {
    return n == 1 ? "1 trial" : n + " trials";
  }
}
