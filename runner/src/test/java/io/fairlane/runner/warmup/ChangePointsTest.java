package io.fairlane.runner.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Made-up series with known levels; the noise is seeded, so that each run sees the same. */
class ChangePointsTest {
  private static double[] noise(int n, Random random) {
    return random.doubles(n).map(u -> random.nextGaussian()).toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 50, 200})
  void noiseAloneIsHardlyEverCut(int n) {
    Random random = new Random(n);
    int cut = 0;
    for (int i = 0; i < 1_000; i++) {
      cut += ChangePoints.of(noise(n, random)).isEmpty() ? 0 : 1;
    }
    assertThat(cut).isLessThan(30);
  }

  @Test
  void aStepOfThreeDeviationsIsFoundWhereItIs() {
    Random random = new Random(1);
    int found = 0;
    for (int i = 0; i < 500; i++) {
      double[] series = noise(60, random);
      for (int k = 25; k < 60; k++) {
        series[k] += 3;
      }
      List<Integer> changes = ChangePoints.of(series);
      found += changes.size() == 1 && Math.abs(changes.get(0) - 25) <= 2 ? 1 : 0;
    }
    assertThat(found).isGreaterThan(450);
  }

  @Test
  void threeLevelsHaveTwoChanges() {
    double[] series = noise(90, new Random(3));
    for (int k = 0; k < 90; k++) {
      series[k] += k < 30 ? 20 : k < 60 ? 5 : 12;
    }
    assertThat(ChangePoints.of(series)).containsExactly(30, 60);
  }

  @Test
  void singleLateOnesAreNoLevel() {
    double[] series = noise(100, new Random(4));
    for (int k = 10; k < 100; k += 20) {
      series[k] += 50;
    }
    assertThat(ChangePoints.of(series)).isEmpty();
  }

  @Test
  void noOtherSegmentationCostsLess() {
    Random random = new Random(5);
    for (int i = 0; i < 200; i++) {
      double[] series = noise(15, random);
      for (int k = random.nextInt(15); k < 15; k++) {
        series[k] += random.nextInt(4);
      }
      double penalty = 1 + random.nextInt(8);
      List<Integer> found = ChangePoints.best(series, penalty);
      double least = leastOfAll(series, 0, penalty);
      assertThat(cost(series, found, penalty)).isCloseTo(least, within(1e-9));
    }
  }

  private static double cost(double[] series, List<Integer> changes, double penalty) {
    double cost = penalty * changes.size();
    int start = 0;
    for (int k = 0; k <= changes.size(); k++) {
      int end = k < changes.size() ? changes.get(k) : series.length;
      assertThat(end - start).isGreaterThanOrEqualTo(ChangePoints.SHORTEST_SEGMENT);
      cost += deviation(Arrays.copyOfRange(series, start, end));
      start = end;
    }
    return cost;
  }

  /** By trying every cut of what begins there. */
  private static double leastOfAll(double[] series, int start, double penalty) {
    double least = deviation(Arrays.copyOfRange(series, start, series.length));
    for (int cut = start + ChangePoints.SHORTEST_SEGMENT;
        cut <= series.length - ChangePoints.SHORTEST_SEGMENT;
        cut++) {
      least =
          Math.min(
              least,
              deviation(Arrays.copyOfRange(series, start, cut))
                  + penalty
                  + leastOfAll(series, cut, penalty));
    }
    return least;
  }

  private static double deviation(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
  }

  @Test
  void aConstantOrAShortSeriesHasNone() {
    assertThat(ChangePoints.of(new double[50])).isEmpty();
    assertThat(ChangePoints.of(new double[] {1, 9, 1, 9, 1})).isEmpty();
  }
}
