package io.fairlane.runner.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class SteadyStateTest {
  /** Seconds of runs about a level, 5 % noise. */
  private static double[] runs(int n, long seed, IntToDoubleFunction level) {
    Random random = new Random(seed);
    double[] seconds = new double[n];
    for (int i = 0; i < n; i++) {
      seconds[i] = level.applyAsDouble(i) * Math.exp(0.05 * random.nextGaussian());
    }
    return seconds;
  }

  @Test
  void slowAtFirstThenSteady() {
    assertThat(SteadyState.from(runs(60, 1, i -> i < 14 ? 0.05 : 0.01)).orElse(-1))
        .isBetween(13, 15);
  }

  @Test
  void steadyFromTheStart() {
    assertThat(SteadyState.from(runs(60, 2, i -> 0.01))).hasValue(0);
  }

  @Test
  void noSteadyStateWhereTheLevelStillChangesAtTheEnd() {
    assertThat(SteadyState.from(runs(60, 3, i -> i < 45 ? 0.01 : 0.006))).isEmpty();
    assertThat(SteadyState.from(runs(60, 4, i -> i / 12 % 2 == 0 ? 0.01 : 0.02))).isEmpty();
  }

  @Test
  void levelsThatHardlyDifferAreOne() {
    assertThat(SteadyState.from(runs(200, 5, i -> i < 180 ? 0.01 : 0.0104))).hasValue(0);
  }

  @Test
  void tooFewRunsDoNotTell() {
    assertThat(SteadyState.from(runs(SteadyState.FEWEST - 1, 6, i -> 0.01))).isEmpty();
  }
}
