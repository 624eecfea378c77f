package io.fairlane.analysis.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.analysis.explain.Oracle.Outcome;
import io.fairlane.experiment.Progress;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.ScenarioFiles;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** On a world of four rules whose effects are known. */
class RuleStudyTest {
  private static final Scenario SEED = ScenarioFiles.read("seed", List.of());

  /** 16x; without "a" 4x; without "b" 8x; without both 1x: 2x is their interaction. */
  private static Outcome world(Set<String> flipped, int from, int to) {
    double speedup = 16;
    if (flipped.contains("a")) {
      speedup /= 4;
    }
    if (flipped.contains("b")) {
      speedup /= 2;
    }
    if (flipped.contains("a") && flipped.contains("b")) {
      speedup /= 2;
    }
    double[] fair = new double[to - from];
    double[] arm = new double[to - from];
    for (int i = 0; i < fair.length; i++) {
      int rep = from + i;
      arm[i] = 1 + 0.02 * (rep % 5);
      double noise = flipped.contains("noisy") ? 1 + 0.1 * (rep % 2 == 0 ? 1 : -1) : 1;
      fair[i] = speedup * (2 + rep % 3) * noise / 3;
    }
    return flipped.contains("starves") ? new Outcome(Oracle.ENDLESS, arm) : new Outcome(fair, arm);
  }

  private static RuleStudy.Result study() throws InterruptedException {
    return new RuleStudy(
            (s, flipped, from, to) -> world(flipped, from, to), SEED, 30, Progress.SILENT)
        .run(
            world(Set.of(), 0, 30),
            List.of(
                new Switch("quiet", "", true),
                new Switch("b", "", true),
                new Switch("noisy", "", true),
                new Switch("starves", "", true),
                new Switch("a", "", true)));
  }

  @Test
  void effectsAreSortedAndNoiseIsNotOne() throws InterruptedException {
    List<RuleEffect> effects = study().effects();
    assertThat(effects.stream().filter(RuleEffect::matters).map(e -> e.rule().label()))
        .containsExactly("starves", "a", "b");
    assertThat(effects.get(1).change().ratio()).isBetween(0.2499, 0.2501);
    assertThat(effects.get(2).share()).isBetween(0.2, 0.3);
  }

  @Test
  void whatTwoRulesDoTogetherIsAnInteraction() throws InterruptedException {
    assertThat(study().interactions())
        .singleElement()
        .satisfies(
            pair -> {
              assertThat(pair.first() + pair.second()).isEqualTo("ab");
              assertThat(pair.excess().ratio()).isBetween(0.499, 0.501);
            });
  }
}
