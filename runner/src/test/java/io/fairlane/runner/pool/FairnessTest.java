package io.fairlane.runner.pool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FairnessTest {
  @Test
  void equalSharesAreFairAndOneHogIsNot() {
    assertThat(new Fairness(50_000, 10, 9, 11, 0.99).isUnfair(2)).isFalse();
    assertThat(new Fairness(50_000, 10, 0, 500_000, 0.002).isUnfair(2)).isTrue();
  }

  @Test
  void aLapAndAHalfOrAHandfulOfTasksCannotBeJudged() {
    assertThat(new Fairness(50_000, 1.5, 0, 75_000, 0.01).isUnfair(2)).isFalse();
    assertThat(new Fairness(300, 10, 0, 60, 0.5).isUnfair(2)).isFalse();
  }

  @Test
  void anEmptyCrowdIsFair() {
    assertThat(Fairness.of(new BackgroundTask[0]).jain()).isEqualTo(1);
  }
}
