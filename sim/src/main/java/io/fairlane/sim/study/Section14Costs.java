package io.fairlane.sim.study;

import io.fairlane.experiment.Cost;
import io.fairlane.experiment.Costs;
import io.fairlane.experiment.Runtime;

/**
 * Primitive costs of the machine of section 14, each from the specification's own figures for
 * primitives. One of them comes from a whole run, as the specification says of it: {@code t_s +
 * t_r} inside W is defined by the locked runs on one P.
 */
final class Section14Costs {
  /** Sum of send and receive in W over their sum alone: 28.5 over 14.2 + 12.3 ns. */
  private static final double IN_W = 28.5 / 26.5;

  private Section14Costs() {}

  /**
   * @param ps a hand-off onto a busy CPU took 3.2-4.3 us on one CPU and 4.3-7 us with two Ps
   */
  static Costs of(int ps, int cpus) {
    return new Costs(
        Runtime.GO,
        "AMD EPYC guest of section 14",
        cpus,
        cited(0.349, "section 9: a background turn of 34-36 us, less a Gosched"),
        cited(120, "section 9: Gosched 60-180 ns alone"),
        cited(14.2 * IN_W, "section 9: 14.2 ns alone, 28-30 ns a pair in W"),
        cited(12.3 * IN_W, "section 9: 12.3 ns alone, 28-30 ns a pair in W"),
        cited(160, "section 9: 140-185 ns contended"),
        cited(160, "section 9: 140-185 ns contended"),
        cited(50, "section 10 P5: an unbuffered message 0.13 us, less send and receive, halved"),
        cited(50, "section 10 P5: an unbuffered message 0.13 us, less send and receive, halved"),
        cited(2_000, "section 9: 1.8-2.2 us a fresh goroutine in a spawn loop"),
        cited(40_000, "section 9: futex wake 10-80 us, the middle"),
        ps == 1
            ? cited(3_900, "section 6: 3.2-4.3 us, all on one CPU")
            : cited(5_500, "section 6: 4.3-7 us, GOMAXPROCS = 2 and background work"),
        cited(17_000, "section 6: 10-28 us after a short sleep"),
        cited(45_000, "section 6: 30-80 us after a longer one"),
        cited(500, "section 9: 0.1-1 us"),
        cited(55_000, "section 9: fixed 55 us"),
        cited(10_100_000, "section 0: D = 10.1 ms"),
        cited(60_000, "section 9: nanosleep + 50-60 us"),
        cited(330, "section 4.2: exp(-0.33 us / turn)"),
        cited(5_000, "section 9: signal preemption 2-10 us"),
        cited(100, "section 9: a Gosched holds it for most of its 60-180 ns"),
        cited(0.03, "no figure: calibrations elsewhere gave 0.01 to 0.04"),
        cited(0.01, "no figure: calibrations elsewhere gave 0.01 to 0.04"));
  }

  private static Cost cited(double value, String source) {
    return Cost.cited(value, "Go scheduler specification, " + source);
  }
}
