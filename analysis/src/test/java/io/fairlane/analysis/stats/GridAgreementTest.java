package io.fairlane.analysis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Expected numbers were computed independently with numpy 1.24.2 and scipy 1.10.1. */
class GridAgreementTest {
  private static final double[] PREDICTED = {26.6, 12.0, 13.3, 0.035, 1.1, 0.9};
  private static final double[] MEASURED = {31.6, 12.1, 14.0, 0.03, 1.0, 1.02};

  @Test
  void knownGrid() {
    GridAgreement agreement = GridAgreement.of(PREDICTED, MEASURED);
    assertThat(agreement.bias()).isCloseTo(0.98223629, within(1e-8));
    assertThat(agreement.limitLow()).isCloseTo(0.76780904, within(1e-8));
    assertThat(agreement.limitHigh()).isCloseTo(1.25654698, within(1e-8));
    assertThat(agreement.concordance()).isCloseTo(0.9987325365863747, within(1e-12));
    assertThat(agreement.skill()).isCloseTo(0.9534971913820012, within(1e-12));
  }

  @Test
  void aConstantFactorIsNotAgreement() {
    double[] half = new double[MEASURED.length];
    for (int i = 0; i < half.length; i++) {
      half[i] = MEASURED[i] / 2;
    }
    GridAgreement agreement = GridAgreement.of(half, MEASURED);
    assertThat(agreement.bias()).isCloseTo(0.5, within(1e-12));
    assertThat(agreement.concordance()).isLessThan(0.99);
    assertThat(agreement.limitHigh() / agreement.limitLow()).isCloseTo(1, within(1e-9));
  }

  @Test
  void predictingNoChangeHasNoSkill() {
    double[] none = {1, 1, 1, 1, 1, 1};
    assertThat(GridAgreement.of(none, MEASURED).skill()).isZero();
  }

  @Test
  void fewCellsCannotCertifyCoverage() {
    Share share = Share.of(38, 40);
    assertThat(share.point()).isEqualTo(0.95);
    assertThat(share.low()).isCloseTo(0.8308031360405823, within(1e-6));
    assertThat(share.high()).isCloseTo(0.9938863534006533, within(1e-6));
    assertThat(Share.of(3, 3).high()).isEqualTo(1);
    assertThat(Share.of(3, 3).low()).isCloseTo(Math.cbrt(0.025), within(1e-6));
    assertThat(Share.of(0, 3).low()).isZero();
  }

  @Test
  void tooFewCells() {
    assertThatThrownBy(() -> GridAgreement.of(new double[2], new double[2]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
