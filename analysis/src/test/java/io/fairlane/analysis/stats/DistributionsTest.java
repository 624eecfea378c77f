package io.fairlane.analysis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fairlane.analysis.stats.coverage.Laps;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole distributions. Expected numbers were computed independently with scipy 1.17.1. */
class DistributionsTest {
  private static final double[] X = {3.1, 4.7, 2.2, 5.9, 4.1, 3.6};
  private static final double[] Y = {2.9, 3.6, 1.8, 4.4, 2.5};

  /** scipy.stats.wasserstein_distance. */
  @Test
  void distanceOfUnequalSizesAndTies() {
    assertThat(DistributionDistance.between(X, Y)).isCloseTo(0.8933333333333334, within(1e-12));
    assertThat(DistributionDistance.between(new double[] {1, 2, 2, 5}, new double[] {2, 3, 3.5}))
        .isCloseTo(1.0833333333333335, within(1e-12));
    assertThat(DistributionDistance.between(X, X)).isZero();
  }

  /** All 462 ways to pick 6 of the 11: 172 are at least as far apart. */
  @Test
  void permutationTestMeetsTheExactOne() {
    DistributionDistance distance = DistributionDistance.of(X, Y, 9999, 3);
    assertThat(distance.p()).isCloseTo(172 / 462.0, within(0.015));
    assertThat(distance.relative()).isCloseTo(0.8933333333333334 / 2.9, within(1e-12));
    assertThat(distance).isEqualTo(DistributionDistance.of(X, Y, 9999, 3));
  }

  /** Two samples of 200 of one law, lognormal(0, 0.5), are some 0.08 medians apart. */
  @Test
  void equalDistributionsAreOnTheirNoiseFloorAndOthersAboveIt() {
    Laps noise = new Laps(31);
    double[] measured = noise.lognormals(200, 0.5);
    DistributionDistance same =
        DistributionDistance.of(noise.lognormals(200, 0.5), measured, 199, 1);
    assertThat(same.distance()).isLessThan(same.floor95());
    assertThat(same.p()).isGreaterThan(0.05);
    assertThat(same.floor()).isBetween(0.05, 0.2);
    DistributionDistance wider =
        DistributionDistance.of(noise.lognormals(200, 0.9), measured, 199, 1);
    assertThat(wider.distance()).isGreaterThan(wider.floor95());
    assertThat(wider.p()).isLessThan(0.05);
    assertThatThrownBy(() -> DistributionDistance.of(X, new double[3], 99, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void pitIsTheRankMadeContinuous() {
    double[] prediction = {1, 2, 3, 4};
    for (int seed = 0; seed < 20; seed++) {
      List<double[]> four = List.of(prediction, prediction, prediction, prediction);
      List<Double> pit = PitValues.of(four, new double[] {0.5, 2.5, 9, 3}, seed).values();
      assertThat(pit.get(0)).isBetween(0.0, 0.2);
      assertThat(pit.get(1)).isBetween(0.4, 0.6);
      assertThat(pit.get(2)).isBetween(0.8, 1.0);
      assertThat(pit.get(3)).as("ties share two ranks").isBetween(0.4, 0.8);
    }
  }

  @Test
  void pitOfNarrowPredictionsHeapsAtTheEnds() {
    Laps noise = new Laps(9);
    int cells = 60;
    List<double[]> right = new ArrayList<>();
    List<double[]> narrow = new ArrayList<>();
    for (int cell = 0; cell < cells; cell++) {
      right.add(noise.lognormals(20, 0.3));
      narrow.add(noise.lognormals(20, 0.08));
    }
    double[] measured = noise.lognormals(cells, 0.3);
    PitValues good = PitValues.of(right, measured, 1);
    assertThat(good.p()).isGreaterThan(0.05);
    PitValues bad = PitValues.of(narrow, measured, 1);
    assertThat(bad.p()).as("control").isLessThan(0.01);
    int[] histogram = bad.histogram(10);
    assertThat(histogram[0] + histogram[9]).isGreaterThan(cells / 2);
  }

  /** Bins count every value once. */
  @Test
  void histogram() {
    PitValues values = new PitValues(List.of(0.0, 0.1, 0.55, 0.999, 1.0), 0.5);
    assertThat(values.histogram(2)).containsExactly(2, 3);
    assertThatThrownBy(() -> PitValues.of(List.of(new double[0]), new double[1], 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
