package io.fairlane.sim.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fairlane.experiment.Cost;
import io.fairlane.experiment.Costs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
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

  /** So another cost, or another order of them, leaves every prediction of before as it was. */
  @Test
  void aDrawDependsOnTheSeedAndTheNameAlone() {
    Costs uncertain = SampleCosts.go().map(cost -> new Cost(100, 80, 125, "test"));
    Map<String, Cost> together = CostUncertainty.redraw(uncertain, 7).byName();
    List<String> backwards = new ArrayList<>(together.keySet()).reversed();
    for (String name : backwards) {
      Cost alone = CostUncertainty.redraw(name, uncertain.byName().get(name), 7);
      assertThat(together).containsEntry(name, alone);
      Costs onlyIt =
          uncertain.map((other, cost) -> other.equals(name) ? cost : Cost.cited(1, "test"));
      assertThat(CostUncertainty.redraw(onlyIt, 7).byName()).containsEntry(name, alone);
      assertThat(CostUncertainty.redraw(name, alone, 8)).isNotEqualTo(alone);
    }
  }

  @Test
  void eachCostHasADrawOfItsOwn() {
    Costs uncertain = SampleCosts.go().map(cost -> new Cost(100, 80, 125, "test"));
    assertThat(CostUncertainty.redraw(uncertain, 7).byName().values()).doesNotHaveDuplicates();
    List<Double> sends = new ArrayList<>();
    List<Double> receives = new ArrayList<>();
    for (int seed = 0; seed < 2_000; seed++) {
      Costs drawn = CostUncertainty.redraw(uncertain, seed);
      sends.add(drawn.send().value());
      receives.add(drawn.receive().value());
    }
    // the standard error of a correlation of independent draws is 1 / sqrt(2000)
    assertThat(correlation(sends, receives)).isCloseTo(0, within(3.0 / StrictMath.sqrt(2_000)));
  }

  /** Recorded: predictions of before depend on it. */
  @Test
  void theDrawOfANameStaysWhatItIs() {
    assertThat(CostUncertainty.redraw("send", new Cost(100, 80, 125, "test"), 7).value())
        .isCloseTo(110.10205041141742, within(1e-9));
  }

  private static double correlation(List<Double> a, List<Double> b) {
    return new PearsonsCorrelation().correlation(array(a), array(b));
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
