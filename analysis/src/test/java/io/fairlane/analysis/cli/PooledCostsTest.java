package io.fairlane.analysis.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fairlane.analysis.compare.Runs;
import io.fairlane.experiment.Cost;
import io.fairlane.experiment.Costs;
import io.fairlane.experiment.Runtime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PooledCostsTest {
  private static final Costs TRUTH = Runs.costs(Runtime.GO);

  private static Costs pooled(List<Costs> calibrations) {
    return PooledCosts.of(calibrations, calibrations.getFirst());
  }

  /** A calibration that says {@code send} and knows it to one per cent. */
  private static Costs saying(double send, double iteration, double elasticity) {
    return TRUTH.map(
        (name, cost) ->
            switch (name) {
              case "send" -> new Cost(send, send / 1.02, send * 1.02, elasticity, "fill");
              case "iteration" -> new Cost(iteration, iteration, iteration, 1, "turn");
              default -> cost;
            });
  }

  @Test
  void fewCalibrationsStandForThemselves() {
    List<Costs> two = List.of(saying(20, 0.4, 0), saying(30, 0.4, 0));
    assertThat(pooled(two)).isSameAs(two.get(0));
  }

  @Test
  void calibrationsThatAgreeAreKnownBetterThanEach() {
    Costs same = saying(20, 0.4, 0);
    Cost send = pooled(List.of(same, same, same, same)).send();
    assertThat(send.value()).isCloseTo(20, within(1e-9));
    assertThat(send.high() / send.value()).isCloseTo(Math.pow(1.02, 0.5), within(1e-6));
    assertThat(send.source()).isEqualTo("fill; median of 4 calibrations");
  }

  @Test
  void aSpoiltCalibrationDoesNotCount() {
    List<Costs> spoilt = List.of(saying(20, 0.4, 0), saying(5_000, 0.4, 0), saying(21, 0.4, 0));
    assertThat(pooled(spoilt).send().value()).isCloseTo(21, within(1e-9));
  }

  /** One was made while the CPUs were half as fast, and says so. */
  @Test
  void calibrationsAreComparedAtOneSpeed() {
    List<Costs> speeds =
        List.of(saying(20, 0.4, 1), saying(40, 0.8, 1), saying(20, 0.4, 1), saying(20, 0.4, 1));
    Costs pooled = pooled(speeds);
    assertThat(pooled.iteration().value()).isCloseTo(0.4, within(1e-9));
    assertThat(pooled.send().value()).isCloseTo(20, within(1e-9));
    assertThat(pooled.send().high()).isLessThan(20.5);
    assertThat(pooled.atSpeed(0.8).send().value()).isCloseTo(40, within(1e-9));
  }

  /** A cost that may be nothing has no logarithm. */
  @Test
  void whatMayBeZeroIsPooledAsItIs() {
    List<Costs> three =
        List.of(saying(20, 0.4, 0), saying(20, 0.4, 0), saying(20, 0.4, 0)).stream()
            .map(
                costs ->
                    costs.map(
                        (name, cost) ->
                            name.equals("complete") ? new Cost(3, -1, 7, "less") : cost))
            .toList();
    assertThat(pooled(three).complete())
        .extracting(Cost::value, Cost::low, Cost::high)
        .containsExactly(3.0, -1.0, 7.0);
  }

  /**
   * Calibrations that know their own figure to 1 % and differ by 10 %: the host of another time
   * must lie in the interval 95 times in 100; in that of a single one it lies 10 times. With the
   * median of five absolute deviations the interval is a rough one.
   */
  @Test
  void theIntervalIsThatOfTheHostAtAnotherTime() {
    Random random = new Random(5);
    int runs = 2_000;
    int pooled = 0;
    int single = 0;
    for (int run = 0; run < runs; run++) {
      List<Costs> five = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        five.add(saying(20 * Math.exp(0.1 * random.nextGaussian()), 0.4, 0));
      }
      double then = 20 * Math.exp(0.1 * random.nextGaussian());
      pooled += holds(pooled(five).send(), then);
      single += holds(five.get(0).send(), then);
    }
    assertThat((double) pooled / runs).isBetween(0.80, 0.97);
    assertThat((double) single / runs).isLessThan(0.2);
  }

  private static int holds(Cost cost, double value) {
    return cost.low() <= value && value <= cost.high() ? 1 : 0;
  }
}
