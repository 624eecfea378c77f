package io.fairlane.analysis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ModelErrorTest {
  private static final double[] ERRORS = {0.3, -0.1, 0.2, -0.4, 0.1, 0.05, -0.25, 0.15};

  /** With equal variances the equation has a closed form: the mean square less the variance. */
  @Test
  void isWhatEqualVariancesLeaveOfTheMeanSquare() {
    double[] variances = new double[ERRORS.length];
    Arrays.fill(variances, 0.01);
    double meanSquare = Arrays.stream(ERRORS).map(e -> e * e).average().orElseThrow();
    ModelError error = ModelError.of(ERRORS, variances);
    assertThat(error.variance().point()).isCloseTo(meanSquare - 0.01, within(1e-8));
    assertThat(error.sd()).isCloseTo(Math.sqrt(meanSquare - 0.01), within(1e-7));
    // chi-square of 8 degrees: 2.179731 and 17.534546 at 2.5 and 97.5 % (tables)
    double squares = 8 * meanSquare;
    assertThat(error.variance().low()).isCloseTo(squares / 17.534546 - 0.01, within(1e-7));
    assertThat(error.variance().high()).isCloseTo(squares / 2.179731 - 0.01, within(1e-6));
  }

  @Test
  void lucklessCellsSayMoreThanLuckyOnes() {
    double[] variances = {1, 1, 1, 1, 1e-4, 1e-4, 1e-4, 1e-4};
    double[] errors = {2, -2, 2, -2, 0.1, -0.1, 0.1, -0.1};
    double squares = 0;
    ModelError error = ModelError.of(errors, variances);
    for (int i = 0; i < errors.length; i++) {
      squares += errors[i] * errors[i] / (variances[i] + error.variance().point());
    }
    assertThat(squares).as("the equation that it solves").isCloseTo(errors.length, within(1e-5));
  }

  @Test
  void isNoneWhereLuckExplainsAllOrFewCellsAreThere() {
    double[] variances = new double[ERRORS.length];
    Arrays.fill(variances, 0.5);
    assertThat(ModelError.of(ERRORS, variances).variance().point()).isZero();
    assertThat(ModelError.of(new double[] {1, 1}, new double[] {1e-3, 1e-3}))
        .isEqualTo(ModelError.NONE);
    assertThatThrownBy(() -> ModelError.of(ERRORS, new double[3]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void widensAnIntervalAndLeavesItsSpreadAlone() {
    double[] fair = {10, 11, 9, 10.5, 9.5, 10.2, 9.8, 10.1, 9.9, 10.4, 9.6, 10.3};
    double[] lane = {1, 1.1, 0.9, 1.05, 0.95, 1.02, 0.98, 1.01, 0.99, 1.04, 0.96, 1.03};
    RatioEstimate centre = LogRatio.paired(fair, lane);
    ModelError error = new ModelError(16, Interval.point(0.04));
    PredictedRatio without = PredictionInterval.of(centre, fair, lane, 3, ModelError.NONE);
    PredictedRatio with = PredictionInterval.of(centre, fair, lane, 3, error);
    assertThat(with.spread()).isEqualTo(without.spread());
    // t of 16 degrees, 2.12, of an error of 0.2 next to a spread that hardly counts
    assertThat(Math.log(with.high() / with.low()) / 2)
        .isBetween(2.12 * 0.2, 2.2 * Math.hypot(0.2, with.spread()));
    assertThat(without.high() / without.low()).isLessThan(with.high() / with.low());
  }
}
