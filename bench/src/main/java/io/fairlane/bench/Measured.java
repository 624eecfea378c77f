package io.fairlane.bench;

import java.util.Locale;
import org.openjdk.jmh.results.RunResult;

/** What the tables take from JMH's results. */
final class Measured {
  private Measured() {}

  static double bytesPerOperation(RunResult result) {
    return secondary(result, "gc.alloc.rate.norm");
  }

  /** The score of a profiler or counter by the end of its name, whatever JMH puts before it. */
  @SuppressWarnings("rawtypes") // JMH names its own generic type so
  static double secondary(RunResult result, String name) {
    for (var entry : result.getSecondaryResults().entrySet()) {
      if (entry.getKey().endsWith(name)) {
        return entry.getValue().getScore();
      }
    }
    return Double.NaN;
  }

  static String threeDigits(double value) {
    int decimals = value < 10 ? 2 : value < 100 ? 1 : 0;
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
