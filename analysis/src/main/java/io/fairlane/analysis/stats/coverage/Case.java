package io.fairlane.analysis.stats.coverage;

import io.fairlane.analysis.stats.Share;
import java.util.function.Predicate;

/**
 * One routine on one distribution at one size.
 *
 * @param n trials in each arm, or cells
 * @param nominal how often the interval should hold the truth, or the test let it stand
 * @param control true if it is known to be wrong and must be found out
 * @param holds one experiment: true if the truth was held; null if the routine refuses this size
 */
record Case(
    String routine,
    String distribution,
    int n,
    double nominal,
    boolean control,
    Predicate<Laps> holds) {

  static Case of(String routine, Law law, int n, Predicate<Laps> holds) {
    return new Case(routine, law.label(), n, 0.95, false, holds);
  }

  /** A wrong prediction, set before a routine that must find it out. */
  static Case control(String routine, Law law, int n, Predicate<Laps> holds) {
    return new Case(routine, law.label(), n, 0.95, true, holds);
  }

  CoverageRow run(int runs) {
    if (holds == null) {
      return new CoverageRow(routine, distribution, n, nominal, control, null);
    }
    Laps draws = new Laps(seed());
    int held = 0;
    for (int run = 0; run < runs; run++) {
      held += holds.test(draws) ? 1 : 0;
    }
    return new CoverageRow(routine, distribution, n, nominal, control, Share.of(held, runs));
  }

  /** Its own, so that a row does not change when another is added before it. */
  private long seed() {
    return (routine + "/" + distribution).hashCode() * 1000L + n;
  }
}
