package io.fairlane.analysis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fairlane.analysis.stats.coverage.Laps;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** How much to measure, and how many cells may be called different. */
class PlanningTest {
  private static final double[][] PILOT = {
    {10.1, 10.3, 9.9, 10.2},
    {11.0, 11.2, 10.8, 11.1},
    {9.6, 9.9, 9.7, 9.5},
    {10.6, 10.4, 10.7, 10.9}
  };

  /** numpy; scipy.stats.f_oneway says F = 42.8216560509504 = 1 + 4 between / within. */
  @Test
  void componentsOfAPilot() {
    VarianceComponents parts = VarianceComponents.of(PILOT);
    assertThat(parts.mean()).isCloseTo(10.36875, within(1e-12));
    assertThat(parts.within()).isCloseTo(0.03270833333333329, within(1e-12));
    assertThat(parts.between()).isCloseTo(0.34197916666666656, within(1e-12));
    assertThat(1 + 4 * parts.between() / parts.within()).isCloseTo(42.8216560509504, within(1e-9));
    // sqrt(20 within / between) = 1.383
    assertThat(parts.bestIterations(20, 1)).isEqualTo(2);
    assertThat(RepetitionPlan.blocks(parts.ofForkMean(4), 0.2)).isEqualTo(37);
  }

  @Test
  void componentsAtTheBorders() {
    double[][] alike = {{1, 2}, {1, 2}};
    assertThat(VarianceComponents.of(alike).between()).isZero();
    assertThat(VarianceComponents.of(alike).bestIterations(5, 1)).isEqualTo(Integer.MAX_VALUE);
    assertThat(VarianceComponents.of(new double[][] {{1, 1}, {2, 2}}).bestIterations(5, 1))
        .isEqualTo(1);
    assertThatThrownBy(() -> VarianceComponents.of(new double[][] {{1, 2}, {1, 2, 3}}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void componentsAreFoundAgain() {
    Laps noise = new Laps(21);
    double[][] values = new double[400][5];
    for (double[] fork : values) {
      double own = noise.lognormal(0.3);
      for (int i = 0; i < fork.length; i++) {
        fork[i] = Math.log(own * noise.lognormal(0.5));
      }
    }
    VarianceComponents parts = VarianceComponents.of(values);
    assertThat(parts.between()).isCloseTo(0.09, within(0.02));
    assertThat(parts.within()).isCloseTo(0.25, within(0.02));
  }

  /**
   * The smallest n with t.ppf(.975, n - 1) sqrt(v / n) below the wish, tried one by one in scipy.
   */
  @Test
  void blocks() {
    assertThat(RepetitionPlan.blocks(0.04, 0.1)).isEqualTo(18);
    assertThat(RepetitionPlan.blocks(0.01, 0.1)).isEqualTo(7);
    assertThat(RepetitionPlan.blocks(0.25, 0.05)).isEqualTo(387);
    assertThat(RepetitionPlan.blocks(0, 0.1)).isEqualTo(RatioEstimate.MIN_TRIALS);
    assertThat(RepetitionPlan.blocks(1e9, 0.1)).isEqualTo(RepetitionPlan.MOST);
    assertThatThrownBy(() -> RepetitionPlan.blocks(1, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everySecondPlannedRunIsAsNarrowAsWanted() {
    Laps noise = new Laps(22);
    int n = RepetitionPlan.blocks(0.04, 0.1);
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    int narrow = 0;
    for (int round = 0; round < 1000; round++) {
      RatioEstimate ratio = LogRatio.paired(noise.lognormals(n, 0.2), ones);
      narrow += Math.log(ratio.high() / ratio.ratio()) <= 0.1 ? 1 : 0;
    }
    assertThat(narrow / 1000.0).isBetween(0.4, 0.7);
  }

  /** By hand: 4 x .005, 3 x .01, 2 x .03, and .04 raised to the one before. */
  @Test
  void holm() {
    assertThat(Holm.adjusted(new double[] {0.01, 0.04, 0.03, 0.005}))
        .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-12));
    assertThat(Holm.adjusted(new double[] {0.6, 0.9})).containsExactly(1, 1);
    assertThat(Holm.adjusted(new double[0])).isEmpty();
    assertThatThrownBy(() -> Holm.adjusted(new double[] {Double.NaN}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void holmCallsAnEqualCellDifferentInOneFamilyOfTwentyAndUnadjustedPsInMost() {
    Laps noise = new Laps(23);
    int families = 2000;
    int wrong = 0;
    int wrongUnadjusted = 0;
    for (int family = 0; family < families; family++) {
      double[] p = new double[20];
      for (int cell = 0; cell < p.length; cell++) {
        p[cell] = (noise.nextInt(1_000_000) + 1) / 1e6;
      }
      wrong += Arrays.stream(Holm.adjusted(p)).min().orElse(1) <= 0.05 ? 1 : 0;
      wrongUnadjusted += Arrays.stream(p).min().orElse(1) <= 0.05 ? 1 : 0;
    }
    assertThat(Share.of(wrong, families).low()).isLessThan(0.05);
    assertThat(wrongUnadjusted / (double) families).as("control").isGreaterThan(0.55);
  }
}
