package io.fairlane.analysis.stats.coverage;

import io.fairlane.analysis.stats.CliffsDelta;
import io.fairlane.analysis.stats.SampleSummary;
import java.util.function.ToDoubleFunction;

/** Two arms whose times have a known law, and what there is to be known of them. */
enum Law {
  /** Noise that multiplies: 20 % in one arm, 10 % in the other. */
  LOG_NORMAL(
      "log-normal",
      draws -> 1.3 * draws.lognormal(0.2),
      draws -> draws.lognormal(0.1),
      draws -> 1.15 * draws.lognormal(0.2)),
  /** A random number of laps against a steady arm. */
  LAPS("laps", Laps::fairSeconds, Laps::aloneSeconds, draws -> draws.fairSeconds(0.35));

  /** Enough for truths off by less than a twentieth of what 20 trials tell. */
  private static final int MANY = 50_000;

  /** Enough for a share, which is compared pair by pair. */
  private static final int MANY_RANKED = 20_000;

  private final String label;
  private final ToDoubleFunction<Laps> baseline;
  private final ToDoubleFunction<Laps> arm;
  private final ToDoubleFunction<Laps> rival;

  Law(
      String label,
      ToDoubleFunction<Laps> baseline,
      ToDoubleFunction<Laps> arm,
      ToDoubleFunction<Laps> rival) {
    this.label = label;
    this.baseline = baseline;
    this.arm = arm;
    this.rival = rival;
  }

  String label() {
    return label;
  }

  double[] baseline(Laps draws, int n) {
    return drawn(draws, n, baseline);
  }

  double[] arm(Laps draws, int n) {
    return drawn(draws, n, arm);
  }

  /** Of the baseline's kind and a little faster, so that the two overlap. */
  double[] rival(Laps draws, int n) {
    return drawn(draws, n, rival);
  }

  /** Mean of the log-ratio of baseline and arm, as a ratio. */
  double ratio() {
    double sum = 0;
    for (double ratio : logRatios()) {
      sum += ratio;
    }
    return Math.exp(sum / MANY);
  }

  /** Median of the log-ratio of any baseline trial and any of the arm, as a ratio. */
  double medianRatio() {
    return Math.exp(SampleSummary.quantile(logRatios(), 0.5));
  }

  double ratioOfMeans() {
    Laps draws = new Laps(1);
    return mean(baseline(draws, MANY)) / mean(arm(draws, MANY));
  }

  double delta() {
    Laps draws = new Laps(2);
    return CliffsDelta.of(baseline(draws, MANY_RANKED), rival(draws, MANY_RANKED)).point();
  }

  double meanLog() {
    double sum = 0;
    for (double value : baseline(new Laps(3), MANY)) {
      sum += Math.log(value);
    }
    return sum / MANY;
  }

  static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private double[] logRatios() {
    Laps draws = new Laps(0);
    double[] numerators = baseline(draws, MANY);
    double[] denominators = arm(draws, MANY);
    double[] logs = new double[MANY];
    for (int i = 0; i < MANY; i++) {
      logs[i] = Math.log(numerators[i] / denominators[i]);
    }
    return logs;
  }

  private static double[] drawn(Laps draws, int n, ToDoubleFunction<Laps> from) {
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = from.applyAsDouble(draws);
    }
    return values;
  }
}
