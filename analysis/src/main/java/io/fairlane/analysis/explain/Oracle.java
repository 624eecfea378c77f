package io.fairlane.analysis.explain;

import io.fairlane.experiment.Scenario;
import java.util.Arrays;
import java.util.Set;

/** Simulates the fair arm and another with common random numbers. */
@FunctionalInterface
public interface Oracle {
  /** An arm that did not finish in any reasonable time has no seconds. */
  double[] ENDLESS = new double[0];

  /** Seconds of the consumer's clock, one for each replication, of both arms. */
  record Outcome(double[] fair, double[] arm) {
    public boolean ended() {
      return fair.length > 0 && arm.length > 0;
    }

    /** These replications and those that follow; without an end if either has none. */
    Outcome and(Outcome more) {
      return !ended() || !more.ended()
          ? new Outcome(ENDLESS, ENDLESS)
          : new Outcome(joined(fair, more.fair), joined(arm, more.arm));
    }

    private static double[] joined(double[] a, double[] b) {
      double[] both = Arrays.copyOf(a, a.length + b.length);
      System.arraycopy(b, 0, both, a.length, b.length);
      return both;
    }

    /** The speedup in each replication. */
    double[] speedups() {
      double[] ratios = new double[fair.length];
      for (int i = 0; i < ratios.length; i++) {
        ratios[i] = fair[i] / arm[i];
      }
      return ratios;
    }
  }

  /**
   * @param flipped labels of the rules to be switched
   * @param from first replication
   * @param to the one after the last
   */
  Outcome run(Scenario scenario, Set<String> flipped, int from, int to) throws InterruptedException;
}
