package io.fairlane.analysis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DemoBudgetTest {
  @Test
  void threeTrialsOfEachArmFitEvenIfAllReachTheBox() {
    double box = DemoBudget.of(2, 120).timeboxSeconds();
    assertThat(3 * 2 * (box + 1.5)).isLessThanOrEqualTo(120);
  }

  @Test
  void theBoxIsNeverTooShortToSeeLapsNorLongerThanAPatientUserWaits() {
    assertThat(DemoBudget.of(5, 60).timeboxSeconds()).isEqualTo(10);
    assertThat(DemoBudget.of(1, 1_000).timeboxSeconds()).isEqualTo(30);
  }
}
