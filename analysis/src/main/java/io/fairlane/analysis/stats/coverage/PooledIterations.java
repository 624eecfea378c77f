package io.fairlane.analysis.stats.coverage;

import io.fairlane.analysis.stats.LogRatio;
import io.fairlane.analysis.stats.RatioEstimate;
import java.util.ArrayList;
import java.util.List;

/**
 * The control: the mistake that benchmarks make most often. Iterations of one process share its
 * memory layout and its compiled code; taken for independent trials they promise a precision that
 * the next process does not keep. Here 20 iterations of a fork differ by 5 % and forks by 3 %, and
 * the Welch interval of all iterations covers 56 %.
 */
final class PooledIterations {
  private static final int ITERATIONS = 20;

  private PooledIterations() {}

  static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    for (int forks : new int[] {5, 10, 20}) {
      cases.add(
          new Case(
              "pooled iterations",
              "log-normal",
              forks,
              0.95,
              true,
              draws -> {
                RatioEstimate estimate =
                    LogRatio.welch(iterations(draws, forks), iterations(draws, forks));
                return estimate.low() <= 1 && 1 <= estimate.high();
              }));
    }
    return cases;
  }

  private static double[] iterations(Laps draws, int forks) {
    double[] values = new double[forks * ITERATIONS];
    for (int fork = 0; fork < forks; fork++) {
      double own = draws.lognormal(0.03);
      for (int i = 0; i < ITERATIONS; i++) {
        values[fork * ITERATIONS + i] = own * draws.lognormal(0.05);
      }
    }
    return values;
  }
}
