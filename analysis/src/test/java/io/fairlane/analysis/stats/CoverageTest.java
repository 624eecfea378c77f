package io.fairlane.analysis.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.analysis.stats.coverage.Laps;
import java.util.Arrays;
import java.util.function.Supplier;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Test;

/**
 * Every interval covers the truth as often as it says, and a known-bad interval of the same data is
 * caught by the same test. Seeds are fixed: nothing here depends on the day.
 */
class CoverageTest {
  private static final int ROUNDS = 4000;

  /** A nominal 95 % interval may miss by 1.5 points: four standard errors of 4,000 rounds. */
  private static final double LEAST = 0.935;

  private static final double TRUE_RATIO = 1.3;

  @Test
  void pairedCoversAndANormalQuantileDoesNot() {
    for (int n : new int[] {3, 5, 10}) {
      Laps noise = new Laps(n);
      Supplier<RatioEstimate> block =
          () -> {
            double[] a = new double[n];
            double[] b = new double[n];
            for (int i = 0; i < n; i++) {
              double drift = noise.lognormal(0.3);
              a[i] = TRUE_RATIO * drift * noise.lognormal(0.05);
              b[i] = drift * noise.lognormal(0.05);
            }
            return LogRatio.paired(a, b);
          };
      assertThat(coverage(block, TRUE_RATIO)).as("paired t, n = %d", n).isGreaterThan(LEAST);
      if (n == 3) {
        double t2 = LogRatio.t(2);
        assertThat(coverage(() -> scaled(block.get(), 1.96 / t2), TRUE_RATIO))
            .as("control: 1.96 standard errors at n = 3")
            .isLessThan(0.85);
      }
    }
  }

  @Test
  void pairingCancelsDriftThatWelchMustCarry() {
    Laps noise = new Laps(1);
    double[] a = new double[8];
    double[] b = new double[8];
    for (int i = 0; i < 8; i++) {
      double drift = noise.lognormal(0.3);
      a[i] = TRUE_RATIO * drift * noise.lognormal(0.02);
      b[i] = drift * noise.lognormal(0.02);
    }
    assertThat(width(LogRatio.paired(a, b))).isLessThan(width(LogRatio.welch(a, b)) / 5);
  }

  @Test
  void welchCoversAndPooledIterationsDoNot() {
    int forks = 5;
    int iterations = 20;
    Laps noise = new Laps(2);
    Supplier<double[]> pooled =
        () -> {
          double[] values = new double[forks * iterations];
          for (int fork = 0; fork < forks; fork++) {
            double own = noise.lognormal(0.03);
            for (int i = 0; i < iterations; i++) {
              values[fork * iterations + i] = own * noise.lognormal(0.05);
            }
          }
          return values;
        };
    assertThat(
            coverage(
                () ->
                    LogRatio.welch(forkMeans(pooled.get(), forks), forkMeans(pooled.get(), forks)),
                1))
        .as("Welch on fork means")
        .isGreaterThan(LEAST);
    assertThat(coverage(() -> LogRatio.welch(pooled.get(), pooled.get()), 1))
        .as("control: iterations taken for trials (published: 0.586)")
        .isLessThan(0.75);
  }

  @Test
  void welchCoversLapsAgainstASteadyArm() {
    Laps machine = new Laps(3);
    double truth = Math.exp(Laps.trueLogRatio());
    assertThat(coverage(() -> LogRatio.welch(machine.fair(10), machine.alone(10)), truth))
        .isGreaterThan(LEAST - 0.01);
  }

  @Test
  void hodgesLehmannCoversAndANarrowedOneDoesNot() {
    Laps noise = new Laps(4);
    assertThat(
            coverage(
                () -> HodgesLehmann.ratio(noise.lognormals(5, 0.2), noise.lognormals(5, 0.4)), 1))
        .as("unequal spreads, which the test's null hypothesis does not foresee")
        .isGreaterThan(0.92);
    assertThat(
            coverage(
                () -> HodgesLehmann.ratio(noise.lognormals(8, 0.2), noise.lognormals(8, 0.2)), 1))
        .isGreaterThan(LEAST);
    assertThat(
            coverage(
                () -> {
                  RatioEstimate exact =
                      HodgesLehmann.ratio(noise.lognormals(8, 0.2), noise.lognormals(8, 0.2));
                  return scaled(exact, 0.6);
                },
                1))
        .as("control: an interval 40 %% too narrow")
        .isLessThan(0.85);
  }

  @Test
  void predictionIntervalHoldsTheMeasuredEstimateAndResamplingDoesNot() {
    int trials = 5;
    for (int replications : new int[] {5, 20, 100}) {
      Laps machine = new Laps(replications);
      int held = 0;
      int heldByCentre = 0;
      int heldByResampling = 0;
      for (int round = 0; round < ROUNDS; round++) {
        double[] fair = machine.fair(replications);
        double[] alone = machine.alone(replications);
        PredictedRatio predicted =
            PredictionInterval.of(
                LogRatio.paired(fair, alone), fair, alone, trials, ModelError.NONE);
        double measured = LogRatio.paired(machine.fair(trials), machine.alone(trials)).ratio();
        held += predicted.expects(measured) ? 1 : 0;
        RatioEstimate centre = predicted.centre();
        heldByCentre += centre.low() <= measured && measured <= centre.high() ? 1 : 0;
        if (round % 4 == 0) {
          heldByResampling += resampled(machine, fair, alone, trials).expects(measured) ? 4 : 0;
        }
      }
      assertThat(held / (double) ROUNDS)
          .as("%d replications", replications)
          .isBetween(LEAST - 0.01, 0.98);
      if (replications == 20) {
        assertThat(heldByResampling / (double) ROUNDS)
            .as("control: percentiles of resampled replications")
            .isLessThan(0.92);
        assertThat(heldByCentre / (double) ROUNDS)
            .as("control: the interval of the predicted mean, taken for one of a measurement")
            .isLessThan(0.8);
      }
    }
  }

  @Test
  void shareCoversAndTheNormalApproximationDoesNot() {
    int cells = 20;
    double truth = 0.95;
    Laps random = new Laps(6);
    int covered = 0;
    int coveredByNormal = 0;
    for (int round = 0; round < ROUNDS; round++) {
      int hits = 0;
      for (int cell = 0; cell < cells; cell++) {
        hits += random.nextInt(100) < 100 * truth ? 1 : 0;
      }
      Share share = Share.of(hits, cells);
      covered += share.low() <= truth && truth <= share.high() ? 1 : 0;
      double half = 1.96 * Math.sqrt(share.point() * (1 - share.point()) / cells);
      coveredByNormal += Math.abs(share.point() - truth) <= half ? 1 : 0;
    }
    assertThat(covered / (double) ROUNDS).isGreaterThan(LEAST);
    assertThat(coveredByNormal / (double) ROUNDS).as("control: Wald").isLessThan(0.8);
  }

  private static PredictedRatio resampled(Laps random, double[] fair, double[] alone, int trials) {
    double[] a = LogRatio.logs(fair);
    double[] b = LogRatio.logs(alone);
    double[] estimates = new double[400];
    for (int draw = 0; draw < estimates.length; draw++) {
      double sum = 0;
      for (int i = 0; i < trials; i++) {
        sum += a[random.nextInt(a.length)] - b[random.nextInt(b.length)];
      }
      estimates[draw] = sum / trials;
    }
    return new PredictedRatio(
        RatioEstimate.absent(),
        Math.exp(SampleSummary.quantile(estimates, 0.025)),
        Math.exp(SampleSummary.quantile(estimates, 0.975)),
        trials,
        Double.NaN);
  }

  private static double coverage(Supplier<RatioEstimate> experiment, double truth) {
    int covered = 0;
    for (int round = 0; round < ROUNDS; round++) {
      RatioEstimate estimate = experiment.get();
      covered += estimate.low() <= truth && truth <= estimate.high() ? 1 : 0;
    }
    return covered / (double) ROUNDS;
  }

  private static RatioEstimate scaled(RatioEstimate e, double factor) {
    return new RatioEstimate(
        e.ratio(),
        e.ratio() * Math.pow(e.low() / e.ratio(), factor),
        e.ratio() * Math.pow(e.high() / e.ratio(), factor),
        e.n(),
        e.method());
  }

  private static double width(RatioEstimate estimate) {
    return Math.log(estimate.high() / estimate.low());
  }

  private static double[] forkMeans(double[] pooled, int forks) {
    int iterations = pooled.length / forks;
    double[] means = new double[forks];
    for (int fork = 0; fork < forks; fork++) {
      means[fork] =
          StatUtils.mean(Arrays.copyOfRange(pooled, fork * iterations, (fork + 1) * iterations));
    }
    return means;
  }
}
