package io.fairlane.runner.rig;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Runtime;
import io.fairlane.runner.rig.TrialPlan.Planned;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrialPlanTest {
  static final Map<Runtime, List<Arm>> BOTH = both();

  private static Map<Runtime, List<Arm>> both() {
    Map<Runtime, List<Arm>> both = new LinkedHashMap<>();
    both.put(Runtime.GO, Runtime.GO.arms());
    both.put(Runtime.POOL, Runtime.POOL.arms());
    return both;
  }

  @Test
  void everyBlockHoldsEachArmOnce() {
    TrialPlan plan = TrialPlan.of(7, BOTH, 50);
    assertThat(plan.blocks()).hasSize(50);
    for (int rep = 0; rep < 50; rep++) {
      int number = rep;
      assertThat(plan.blocks().get(rep))
          .hasSize(5)
          .allMatch(trial -> trial.rep() == number)
          .extracting(trial -> trial.runtime().label() + trial.arm().label())
          .containsExactlyInAnyOrder(
              "gofair", "golocked", "poolfair", "pooldedicated", "poolpinned");
    }
  }

  @Test
  void theSeedFixesTheOrderAndAnotherSeedGivesAnother() {
    assertThat(TrialPlan.of(7, BOTH, 20)).isEqualTo(TrialPlan.of(7, BOTH, 20));
    assertThat(order(TrialPlan.of(7, BOTH, 20))).isNotEqualTo(order(TrialPlan.of(8, BOTH, 20)));
  }

  @Test
  void everyArmComesFirstAboutEquallyOften() {
    TrialPlan plan = TrialPlan.of(1, BOTH, 5_000);
    Map<String, Long> first = new LinkedHashMap<>();
    for (List<Planned> block : plan.blocks()) {
      first.merge(block.get(0).runtime() + " " + block.get(0).arm(), 1L, Long::sum);
    }
    assertThat(first).hasSize(5);
    // 1000 expected, standard deviation 28
    assertThat(first.values()).allMatch(count -> count > 850 && count < 1150);
  }

  @Test
  void aTrialsSeedDependsOnNothingElseInThePlan() {
    TrialPlan alone = TrialPlan.of(7, Map.of(Runtime.POOL, List.of(Arm.PINNED)), 3);
    assertThat(TrialPlan.of(7, BOTH, 90).trials()).containsAll(alone.trials());
    assertThat(TrialPlan.of(7, BOTH, 200).trials().stream().map(Planned::seed).distinct())
        .hasSize(1_000);
  }

  private static List<String> order(TrialPlan plan) {
    return plan.trials().stream().map(t -> t.rep() + " " + t.runtime() + " " + t.arm()).toList();
  }
}
