package io.fairlane.analysis.cli;

import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.Runtime;
import java.util.List;

/** Limits of option values that several commands share. */
final class Usage {
  private Usage() {}

  static void atLeast(String option, double value, double least) {
    if (!(value >= least)) {
      throw Refusal.badInput(option + " " + plain(value) + ": at least " + plain(least));
    }
  }

  /** The documents of simulate and measure hold one runtime. */
  static void oneRuntimeForJson(boolean json, List<Runtime> runtimes) {
    if (json && runtimes.size() > 1) {
      throw Refusal.badInput("--json shows one runtime: give one to --runtime");
    }
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
