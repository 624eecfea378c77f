package io.fairlane.analysis.cli;

/**
 * How the seconds that are left for measuring are shared out. The box is such that three trials of
 * every arm fit even if all of them reach it: predictions can be wrong, and fewer trials give no
 * interval. A trial that reaches its box is compared as a rate. The plan holds more trials than
 * will fit; the budget ends it.
 */
record DemoBudget(int trials, double timeboxSeconds) {
  /** With two, a 95 % interval spans orders of magnitude. */
  private static final int LEAST_TRIALS = 3;

  /** More do not fit, and each takes its share of the replications at the speed it had. */
  private static final int MOST_TRIALS = 6;

  private static final double LONGEST_BOX_SECONDS = 30;

  /** A few laps of the seed's background; shorter boxes would see the luck of one. */
  private static final double SHORTEST_BOX_SECONDS = 10;

  static DemoBudget of(int arms, double seconds) {
    return new DemoBudget(
        MOST_TRIALS,
        Math.clamp(
            seconds / (LEAST_TRIALS * arms) - ExpectedSeconds.AROUND_A_TRIAL_SECONDS,
            SHORTEST_BOX_SECONDS,
            LONGEST_BOX_SECONDS));
  }
}
