package io.fairlane.analysis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fairlane.analysis.stats.coverage.Laps;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Test;

/**
 * Fieller, Cliff's delta and the bootstrap. Expected numbers were computed independently with scipy
 * 1.17.1; how, stands beside them.
 */
class EffectSizesTest {
  private static final double[] FAIR = {6.21, 11.9, 8.4, 9.73, 7.05};
  private static final double[] ARM = {.331, .352, .318, .341, .329};
  private static final double[] X = {3.1, 4.7, 2.2, 5.9, 4.1, 3.6};
  private static final double[] Y = {2.9, 3.6, 1.8, 4.4, 2.5};

  /** 20 times with a long tail, where percentile and BCa differ. */
  private static final double[] SKEWED = {
    0.61, 0.72, 0.55, 1.31, 0.94, 0.83, 2.20, 0.77, 1.05, 0.66, 0.58, 1.72, 0.91, 0.69, 3.10, 0.88,
    0.74, 1.16, 0.63, 0.97
  };

  /** brentq on (a - r b)^2 = ha^2 + r^2 hb^2, the definition, not the closed form. */
  @Test
  void fieller() {
    RatioEstimate ratio = Fieller.ratio(FAIR, ARM);
    assertThat(ratio.ratio()).isCloseTo(25.906642728904842, within(1e-9));
    assertThat(ratio.low()).isCloseTo(17.494157904704586, within(1e-6));
    assertThat(ratio.high()).isCloseTo(34.43791037, within(1e-6));
  }

  @Test
  void fiellerGivesNoEndsWhereTheDenominatorMayBeZero() {
    double[] nearZero = {-1, 2, 0.5};
    assertThat(Fieller.ratio(FAIR, nearZero).hasInterval()).isFalse();
    assertThat(Fieller.ratio(FAIR, nearZero).present()).isTrue();
    assertThat(Fieller.ratio(new double[2], new double[] {1, 1}).hasInterval()).isFalse();
    assertThat(Fieller.ratio(new double[0], ARM).present()).isFalse();
  }

  /** mannwhitneyu(X, Y).statistic = 21.5 of 30; ends by brentq on Newcombe's equation. */
  @Test
  void cliffsDelta() {
    Interval delta = CliffsDelta.of(X, Y);
    assertThat(delta.point()).isCloseTo(2 * 21.5 / 30 - 1, within(1e-12));
    assertThat(delta.low()).isCloseTo(-0.2549156146668746, within(1e-7));
    assertThat(delta.high()).isCloseTo(0.8186961051989574, within(1e-7));
  }

  @Test
  void cliffsDeltaOfSamplesThatDoNotOverlapHasAnInnerEnd() {
    Interval delta = CliffsDelta.of(FAIR, ARM);
    assertThat(delta.point()).isEqualTo(1);
    assertThat(delta.low()).isCloseTo(0.28540564786208256, within(1e-7));
    assertThat(delta.high()).isEqualTo(1);
    Interval backward = CliffsDelta.of(ARM, FAIR);
    assertThat(backward.point()).isEqualTo(-1);
    assertThat(backward.low()).isEqualTo(-1);
    assertThat(backward.high()).isCloseTo(-0.28540564786208256, within(1e-7));
    assertThat(CliffsDelta.of(new double[] {1, 2}, ARM).hasEnds()).isFalse();
  }

  /** scipy.stats.bootstrap with 200,000 resamples; two of its seeds differ by 0.001. */
  @Test
  void bootstrapOfAMean() {
    Bootstrap mean = new Bootstrap(samples -> StatUtils.mean(samples[0]), 20_000, 7);
    assertThat(mean.percentile(SKEWED).point()).isCloseTo(1.051, within(1e-12));
    assertThat(mean.percentile(SKEWED).low()).isCloseTo(0.8165, within(0.005));
    assertThat(mean.percentile(SKEWED).high()).isCloseTo(1.349, within(0.01));
    assertThat(mean.bca(SKEWED).low()).isCloseTo(0.853, within(0.005));
    assertThat(mean.bca(SKEWED).high()).isCloseTo(1.445, within(0.015));
  }

  /** The same of mean(S) / mean(1.1 sqrt(reversed S)). */
  @Test
  void bootstrapOfARatio() {
    double[] other = new double[SKEWED.length];
    for (int i = 0; i < other.length; i++) {
      other[i] = 1.1 * Math.sqrt(SKEWED[other.length - 1 - i]);
    }
    Bootstrap ratio = new Bootstrap(s -> StatUtils.mean(s[0]) / StatUtils.mean(s[1]), 20_000, 7);
    assertThat(ratio.percentile(SKEWED, other).low()).isCloseTo(0.7282, within(0.005));
    assertThat(ratio.percentile(SKEWED, other).high()).isCloseTo(1.2636, within(0.01));
    assertThat(ratio.bca(SKEWED, other).low()).isCloseTo(0.7575, within(0.005));
    assertThat(ratio.bca(SKEWED, other).high()).isCloseTo(1.3320, within(0.015));
    assertThat(ratio.bca(SKEWED, other)).isEqualTo(ratio.bca(SKEWED, other));
  }

  @Test
  void bootstrapRefusesFewTrialsBecauseItWouldNotHold() {
    Bootstrap mean = new Bootstrap(samples -> StatUtils.mean(samples[0]), 300, 7);
    assertThatThrownBy(() -> mean.percentile(new double[19]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bootstrap of 19 trials: at least 20");
    assertThatThrownBy(() -> mean.bca(SKEWED, new double[5]))
        .isInstanceOf(IllegalArgumentException.class);
    Laps noise = new Laps(5);
    double truth = Math.exp(0.2 * 0.2 / 2);
    int held = 0;
    for (int round = 0; round < 1500; round++) {
      held += mean.percentileOfAny(noise.lognormals(5, 0.2)).contains(truth) ? 1 : 0;
    }
    assertThat(Share.of(held, 1500).high()).as("control: 5 trials").isLessThan(0.90);
  }

  @Test
  void bootstrapOfEqualTrialsKnowsItCannotCorrect() {
    double[] equal = new double[20];
    Bootstrap mean = new Bootstrap(samples -> StatUtils.max(samples[0]), 200, 7);
    assertThat(mean.bca(equal).contains(0)).isTrue();
    assertThat(mean.bca(SKEWED).point()).isEqualTo(3.10);
  }
}
