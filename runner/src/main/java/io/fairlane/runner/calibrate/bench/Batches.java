package io.fairlane.runner.calibrate.bench;

import java.util.Arrays;

/** Times batches of operations and keeps the median. */
final class Batches {
  private double[] nanos = new double[64];
  private int n;

  void time(int operations, Runnable batch) {
    long t0 = System.nanoTime();
    batch.run();
    add((System.nanoTime() - t0) / (double) operations);
  }

  void add(double nanosPerOperation) {
    if (n == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * n);
    }
    nanos[n++] = nanosPerOperation;
  }

  double median() {
    Arrays.sort(nanos, 0, n);
    return nanos[n / 2];
  }

  static double median(int batches, int operations, Runnable batch) {
    Batches timed = new Batches();
    for (int i = 0; i < batches; i++) {
      timed.time(operations, batch);
    }
    return timed.median();
  }
}
