package io.fairlane.runner.host;

import io.fairlane.experiment.Proof;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the looks at the CPUs' speed beside a trial come to. Work done in a time is the sum of
 * rates, so means are harmonic.
 *
 * <p>The looks are a systematic sample of the trial, one every 10 ms: what they do not know is how
 * fast a CPU was between two of them. Its error is told by how much neighbours differ (successive
 * differences; Wolter 2007, Introduction to Variance Estimation, section 8.2, estimator v2): a CPU
 * that changes its speed once a second is known well, one that changes it with every look by no
 * more than so many independent looks tell. The spread of all looks would take the first for the
 * second.
 */
public final class SpeedSeen {
  private SpeedSeen() {}

  /**
   * @param looks ns of an iteration by CPU, in the order of time
   * @param shares of the trial's work that each CPU had, with sum 1
   * @return absent unless each CPU was looked at
   */
  public static Proof.Speed of(List<double[]> looks, double[] shares) {
    if (looks.isEmpty() || looks.stream().anyMatch(its -> its.length == 0)) {
      return Proof.Speed.ABSENT;
    }
    double rate = 0;
    double variance = 0;
    List<Double> nanos = new ArrayList<>();
    List<Double> errors = new ArrayList<>();
    for (int cpu = 0; cpu < shares.length; cpu++) {
      double[] rates = Arrays.stream(looks.get(cpu)).map(ns -> 1 / ns).toArray();
      double its = Arrays.stream(rates).average().orElseThrow();
      double error = error(rates);
      nanos.add(1 / its);
      errors.add(error / its);
      rate += shares[cpu] * its;
      variance += shares[cpu] * shares[cpu] * error * error;
    }
    double[] sorted = looks.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
    int n = sorted.length;
    return new Proof.Speed(
        1 / rate,
        sorted[n / 10],
        sorted[n * 9 / 10],
        (long) n,
        nanos,
        Math.sqrt(variance) / rate,
        errors);
  }

  /** Standard error of the mean of a systematic sample; 0 of a single look, which tells of none. */
  private static double error(double[] values) {
    int n = values.length;
    double squares = 0;
    for (int i = 1; i < n; i++) {
      double difference = values[i] - values[i - 1];
      squares += difference * difference;
    }
    return n < 2 ? 0 : Math.sqrt(squares / (2.0 * (n - 1) * n));
  }
}
