package io.fairlane.analysis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ExpectedErrorTest {
  /** Half of a normal distribution lies within 0.67449 standard deviations, 90 % within 1.64485. */
  @Test
  void ofEqualSpreadsIsTheNormalQuantile() {
    double[] spreads = {0.1, 0.1, 0.1};
    assertThat(ExpectedError.quantile(spreads, 0.5)).isCloseTo(Math.expm1(0.067449), within(1e-6));
    assertThat(ExpectedError.quantile(spreads, 0.9)).isCloseTo(Math.expm1(0.164485), within(1e-6));
  }

  /** Three sure cells and a wild one: half are off by nothing, a tenth by what 60 % of one are. */
  @Test
  void ofUnequalSpreadsIsThatOfTheMixture() {
    double[] spreads = {0, 0, 0, 1};
    assertThat(ExpectedError.quantile(spreads, 0.5)).isZero();
    assertThat(ExpectedError.quantile(spreads, 0.9))
        .as("0.9 = 3/4 + 1/4 * 0.6, and 60 %% lie within 0.84162")
        .isCloseTo(Math.expm1(0.841621), within(1e-5));
  }
}
