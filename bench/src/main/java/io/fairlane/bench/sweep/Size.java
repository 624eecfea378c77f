package io.fairlane.bench.sweep;

/**
 * How much is measured.
 *
 * @param warmUp replications of each cell before anything counts
 * @param rounds of one thread, sweep and two bare threads
 * @param oneThreadSeconds that the items of such a round take on one thread
 * @param pairs of threads and Spark
 * @param sweepSeconds that the sweep of a pair takes on two threads
 * @param manyCells of the sweep in 1 GiB; a multiple of 100
 * @param smallCells of the sweep of 20 replications each; a multiple of 100
 */
record Size(
    int warmUp,
    int rounds,
    double oneThreadSeconds,
    int pairs,
    double sweepSeconds,
    int manyCells,
    int smallCells) {
  static final Size FULL = new Size(10, 9, 20, 5, 60, 100_000, 2_000);

  /** Proves that all of it works; its figures are worth nothing. */
  static final Size QUICK = new Size(2, 3, 1, 3, 2, 2_000, 100);

  /** So many of each cell that all take those seconds on those threads. */
  int replications(double seconds, int threads, double itemSeconds, int cells) {
    return (int) Math.max(1, Math.round(seconds * threads / itemSeconds / cells));
  }
}
