package io.fairlane.runner.calibrate.bench;

import io.fairlane.runner.pool.SpeedWatch;

/** How fast the CPUs are beside a figure: the tasks' counting loop, before and after it. */
final class Look {
  /** Two looks that differ by less, as a log, saw CPUs of the same speed. */
  private static final double STEADY = 0.15;

  /** Of a figure during which the speed changed. */
  static final double CHANGED = 0;

  private final Partner partner;
  private double before;
  private volatile double partners;

  /** Of the calling thread's CPU. */
  Look() {
    this(null);
  }

  /**
   * @param partner whose CPU is looked at too; null = the calling thread's only
   */
  Look(Partner partner) {
    this.partner = partner;
  }

  void begin() {
    before = now();
  }

  /** Ns of an iteration since {@link #begin}, or {@link #CHANGED}. */
  double end() {
    double after = now();
    return Math.abs(Math.log(before / after)) > STEADY ? CHANGED : harmonic(before, after);
  }

  private double now() {
    if (partner == null) {
      return SpeedWatch.iterationNanos();
    }
    partner.begin(() -> partners = SpeedWatch.iterationNanos());
    double ours = SpeedWatch.iterationNanos();
    partner.await();
    return harmonic(ours, partners);
  }

  /** Work adds up by rates. */
  private static double harmonic(double a, double b) {
    return 2 / (1 / a + 1 / b);
  }
}
