package io.fairlane.sim.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.experiment.Cost;
import io.fairlane.experiment.Costs;
import org.junit.jupiter.api.Test;

class CostUncertaintyTest {
  @Test
  void drawsFallIntoTheIntervalAsOftenAsItClaims() {
    Costs costs = SampleCosts.go().map(cost -> new Cost(100, 80, 125, "test"));
    int inside = 0;
    int n = 2_000;
    for (int seed = 0; seed < n; seed++) {
      double drawn = CostUncertainty.redraw(costs, seed).receive().value();
      inside += drawn >= 80 && drawn <= 125 ? 1 : 0;
    }
    assertThat((double) inside / n).isBetween(0.935, 0.965);
  }

  @Test
  void aCitedCostStaysWhatItIsAndNoCostIsNegative() {
    assertThat(CostUncertainty.redraw(SampleCosts.go(), 3)).isEqualTo(SampleCosts.go());
    Costs mayBeZero = SampleCosts.go().map(cost -> new Cost(1, 0, 20, "test"));
    for (int seed = 0; seed < 100; seed++) {
      assertThat(CostUncertainty.redraw(mayBeZero, seed).byName().values())
          .allSatisfy(cost -> assertThat(cost.value()).isNotNegative());
    }
  }
}
