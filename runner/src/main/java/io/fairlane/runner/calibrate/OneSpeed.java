package io.fairlane.runner.calibrate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * Rounds taken to one speed of the host. A virtual CPU may be half of a core, and what runs on the
 * other half makes it up to twice as slow, from one second to the next. So the calibration looks at
 * the counting loop beside each figure (its companion, {@code <figure>@}, ns of an iteration), and
 * each figure is brought to the speed that the CPUs had in the median, by its own elasticity: the
 * slope of its logarithm on that of the loop.
 *
 * <p>The slope is that of least squares, weighed by its standard error against what was seen where
 * the two speeds were told apart best (a normal prior: Gelman et al., Bayesian Data Analysis,
 * section 2.5): a host that shows one speed only, or a figure that is mostly noise, tells little.
 * Figures of rounds in which the speed changed are left out if enough others are there.
 */
final class OneSpeed {
  /**
   * What one CPU does by itself: uncontended channel operations 0.8-1.0, those with goready
   * 0.7-0.8, Gosched in a crowd 0.5.
   */
  static final double UNSEEN = 0.8;

  /** What goes through the kernel or another CPU's cache: hand-offs and wake-ups 0.2-0.6. */
  static final double UNSEEN_ELSEWHERE = 0.4;

  /** Standard deviation of both. */
  private static final double UNSEEN_SD = 0.2;

  private static final Set<String> ELSEWHERE =
      Set.of(
          "wake",
          "wake_runnext",
          "locked_pair_busy",
          "locked_pair_idle",
          "locked_send_long",
          "locked_yield_busy",
          "visible",
          "signal_sent",
          "signal_taken",
          "steal",
          "sched_lock",
          "wakeShort",
          "wakeLong",
          "wakeSameCpu");

  static final String COMPANION = "@";

  private static final int FEWEST_ROUNDS = 5;
  private static final int FEWEST_STEADY = 8;

  private final double reference;
  private final Map<String, Double> elasticities = new TreeMap<>();
  private final Rounds rounds = new Rounds();

  OneSpeed(List<Map<String, Double>> seen) {
    double[] speeds =
        seen.stream()
            .filter(round -> round.containsKey("iteration" + COMPANION))
            .mapToDouble(round -> round.get("iteration" + COMPANION))
            .sorted()
            .toArray();
    reference = speeds.length == 0 ? Double.NaN : median(speeds);
    seen.stream()
        .flatMap(round -> round.keySet().stream())
        .filter(name -> !name.endsWith(COMPANION))
        .distinct()
        .forEach(name -> elasticities.put(name, elasticity(name, seen)));
    Map<String, Long> steady = new HashMap<>();
    seen.forEach(
        round ->
            round.keySet().stream()
                .filter(name -> name.endsWith(COMPANION))
                .forEach(name -> steady.merge(name, 1L, Long::sum)));
    seen.forEach(round -> rounds.add(taken(round, steady)));
  }

  /** Every figure at {@link #reference()}. */
  Rounds rounds() {
    return rounds;
  }

  /** Ns of an iteration in the median of the rounds; NaN if none looked. */
  double reference() {
    return reference;
  }

  /** By which power of an iteration's time this figure grows; 0 if it was not looked at. */
  double elasticity(String figure) {
    return elasticities.getOrDefault(figure, 0.0);
  }

  private Map<String, Double> taken(Map<String, Double> round, Map<String, Long> steady) {
    Map<String, Double> taken = new HashMap<>();
    round.forEach(
        (name, value) -> {
          Double speed = round.get(name + COMPANION);
          if (name.endsWith(COMPANION)) {
            return;
          }
          if (speed != null && !Double.isNaN(reference)) {
            taken.put(name, value * Math.pow(reference / speed, elasticity(name)));
          } else if (steady.getOrDefault(name + COMPANION, 0L) < FEWEST_STEADY) {
            taken.put(name, value);
          }
        });
    return taken;
  }

  private static double elasticity(String name, List<Map<String, Double>> seen) {
    double sign = name.endsWith("_rate") ? -1 : 1;
    SimpleRegression line = new SimpleRegression();
    for (Map<String, Double> round : seen) {
      Double value = round.get(name);
      Double speed = round.get(name + COMPANION);
      if (value != null && speed != null && value > 0) {
        line.addData(Math.log(speed), sign * Math.log(value));
      }
    }
    if (line.getN() == 0) {
      return 0;
    }
    double unseen = ELSEWHERE.contains(name) ? UNSEEN_ELSEWHERE : UNSEEN;
    double error = line.getN() < FEWEST_ROUNDS ? Double.NaN : line.getSlopeStdErr();
    if (Double.isNaN(error)) {
      return sign * unseen;
    }
    double told = 1 / Math.max(1e-9, error * error);
    double held = 1 / (UNSEEN_SD * UNSEEN_SD);
    return sign * Math.max(0, (told * line.getSlope() + held * unseen) / (told + held));
  }

  private static double median(double[] sorted) {
    int n = sorted.length;
    return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }
}
