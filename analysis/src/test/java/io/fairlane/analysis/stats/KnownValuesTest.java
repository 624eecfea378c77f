package io.fairlane.analysis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Expected numbers were computed independently with scipy 1.10.1. */
class KnownValuesTest {
  private static final double[] FAIR = {6.21, 11.9, 8.4, 9.73, 7.05};
  private static final double[] ARM = {.331, .352, .318, .341, .329};

  @Test
  void paired() {
    assertEstimate(LogRatio.paired(FAIR, ARM), 25.24029056, 18.89759125, 33.71182386);
  }

  @Test
  void welch() {
    assertEstimate(LogRatio.welch(FAIR, ARM), 25.24029056, 18.37133036, 34.67752499);
  }

  @Test
  void hodgesLehmann() {
    assertEstimate(
        HodgesLehmann.ratio(FAIR, ARM), 25.377643504531726, 18.761329305135956, 35.95166163141993);
  }

  @Test
  void predictionInterval() {
    PredictedRatio predicted =
        PredictionInterval.of(LogRatio.paired(FAIR, ARM), FAIR, ARM, 3, ModelError.NONE);
    assertThat(predicted.low()).isCloseTo(15.02508131, within(1e-7));
    assertThat(predicted.high()).isCloseTo(42.40058704, within(1e-7));
    assertThat(predicted.expects(15.03)).isTrue();
    assertThat(predicted.expects(15.02)).isFalse();
  }

  @Test
  void ranksOfTheMannWhitneyInterval() {
    assertThat(HodgesLehmann.lowerRank(3, 3)).isZero();
    assertThat(HodgesLehmann.lowerRank(3, 5)).isEqualTo(1);
    assertThat(HodgesLehmann.lowerRank(4, 4)).isEqualTo(1);
    assertThat(HodgesLehmann.lowerRank(4, 6)).isEqualTo(3);
    assertThat(HodgesLehmann.lowerRank(8, 8)).isEqualTo(14);
    assertThat(HodgesLehmann.lowerRank(6, 10)).isEqualTo(12);
  }

  @Test
  void normalApproximationMeetsTheExactRanks() {
    int exact = HodgesLehmann.lowerRank(50, 50);
    int approximate = HodgesLehmann.lowerRank(51, 50);
    assertThat(approximate - exact).isBetween(10, 25);
  }

  @Test
  void quantilesAreHyndmanFanType8() {
    SampleSummary summary =
        SampleSummary.of(IntStream.rangeClosed(1, 20).asDoubleStream().toArray());
    assertThat(summary.p95()).isCloseTo(19.65, within(1e-12));
    assertThat(summary.p05()).isCloseTo(1.35, within(1e-12));
    assertThat(summary.median()).isEqualTo(10.5);
    assertThat(SampleSummary.of(new double[] {7}).p95()).isEqualTo(7);
    assertThatThrownBy(() -> SampleSummary.of(new double[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void tooFewTrialsGiveAPointWithoutInterval() {
    for (int n = 1; n < RatioEstimate.MIN_TRIALS; n++) {
      double[] two = IntStream.range(0, n).mapToDouble(i -> 2).toArray();
      double[] one = IntStream.range(0, n).mapToDouble(i -> 1).toArray();
      assertThat(LogRatio.paired(two, one).hasInterval()).isFalse();
      assertThat(LogRatio.paired(two, one).ratio()).isCloseTo(2, within(1e-12));
      assertThat(LogRatio.welch(two, one).hasInterval()).isFalse();
      assertThat(HodgesLehmann.ratio(two, one).hasInterval()).isFalse();
      assertThat(
              PredictionInterval.of(LogRatio.paired(two, one), two, one, 5, ModelError.NONE)
                  .hasInterval())
          .isFalse();
    }
    assertThat(LogRatio.welch(new double[0], ARM).present()).isFalse();
    assertThat(HodgesLehmann.ratio(new double[0], ARM).present()).isFalse();
  }

  @Test
  void equalTrialsGiveAnIntervalOfNoWidth() {
    double[] two = {2, 2, 2};
    double[] one = {1, 1, 1};
    assertEstimate(LogRatio.paired(two, one), 2, 2, 2);
    assertEstimate(LogRatio.welch(two, one), 2, 2, 2);
    PredictedRatio predicted =
        PredictionInterval.of(LogRatio.paired(two, one), two, one, 3, ModelError.NONE);
    assertThat(predicted.low()).isCloseTo(2, within(1e-12));
    assertThat(predicted.high()).isCloseTo(2, within(1e-12));
  }

  @Property(tries = 200)
  void aGainReadBackwardsIsTheSameLoss(
      @ForAll @Size(5) List<@DoubleRange(min = 0.01, max = 100) Double> numerator,
      @ForAll @Size(5) List<@DoubleRange(min = 0.01, max = 100) Double> denominator) {
    double[] a = numerator.stream().mapToDouble(Double::doubleValue).toArray();
    double[] b = denominator.stream().mapToDouble(Double::doubleValue).toArray();
    RatioEstimate forward = LogRatio.welch(a, b);
    RatioEstimate backward = LogRatio.welch(b, a);
    assertThat(Math.log(backward.ratio())).isCloseTo(-Math.log(forward.ratio()), within(1e-9));
    assertThat(Math.log(backward.low())).isCloseTo(-Math.log(forward.high()), within(1e-9));
  }

  private static void assertEstimate(RatioEstimate e, double ratio, double low, double high) {
    assertThat(e.ratio()).isCloseTo(ratio, within(1e-7));
    assertThat(e.low()).isCloseTo(low, within(1e-7));
    assertThat(e.high()).isCloseTo(high, within(1e-7));
    assertThat(e.hasInterval()).isTrue();
  }
}
