package io.fairlane.analysis.sensitivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fairlane.analysis.compare.Runs;
import io.fairlane.experiment.Cost;
import io.fairlane.experiment.Costs;
import io.fairlane.experiment.Runtime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SensitivityTest {
  private static final Morris.Watch NOBODY = (done, all) -> {};

  @Test
  void aLinearFactorHasItsSlopeAndNoSpread() throws InterruptedException {
    List<Morris.Effect> effects = Morris.of(at -> 3 * at[0] - 2 * at[1] + 7, 3, 6, 1, NOBODY);
    assertThat(effects.get(0).mean()).isCloseTo(3, within(1e-9));
    assertThat(effects.get(1).mean()).isCloseTo(-2, within(1e-9));
    assertThat(effects.get(1).importance()).isCloseTo(2, within(1e-9));
    assertThat(effects.get(1).spread()).isCloseTo(0, within(1e-9));
    assertThat(effects.get(2).importance()).isZero();
  }

  /** Effects that cancel in the mean still count. */
  @Test
  void anInteractionHasSpread() throws InterruptedException {
    List<Morris.Effect> effects = Morris.of(at -> (at[0] - 0.5) * (at[1] - 0.5), 2, 40, 1, NOBODY);
    assertThat(effects.get(0).spread()).isGreaterThan(0.2);
    assertThat(effects.get(0).importance()).isGreaterThan(Math.abs(effects.get(0).mean()));
  }

  @Test
  void walksTakeOneEvaluationMoreThanThereAreFactors() throws InterruptedException {
    int[] last = new int[2];
    Morris.of(
        at -> {
          assertThat(Arrays.stream(at)).allMatch(x -> x >= -1e-9 && x <= 1 + 1e-9);
          return 0;
        },
        5,
        4,
        2,
        (done, all) -> {
          last[0] = done;
          last[1] = all;
        });
    assertThat(last).containsExactly(24, 24);
  }

  /**
   * Ishigami and Homma (1990) with a = 7, b = 0.1: first order 0.3139, 0.4424, 0; total 0.5576,
   * 0.4424, 0.2437 (Saltelli et al. 2008, section 4.7).
   */
  @Test
  void ishigamisSharesAreFound() throws InterruptedException {
    Response ishigami =
        at -> {
          double x = angle(at[0]);
          double y = angle(at[1]);
          double z = angle(at[2]);
          return Math.sin(x) + 7 * Math.pow(Math.sin(y), 2) + 0.1 * Math.pow(z, 4) * Math.sin(x);
        };
    List<Sobol.Index> indices = Sobol.of(ishigami, 3, 4_096, 1, NOBODY);
    double[][] known = {{0.3139, 0.5576}, {0.4424, 0.4424}, {0, 0.2437}};
    for (int i = 0; i < 3; i++) {
      assertThat(indices.get(i).first().point()).isCloseTo(known[i][0], within(0.02));
      assertThat(indices.get(i).total().point()).isCloseTo(known[i][1], within(0.02));
      assertThat(known[i][1])
          .isBetween(indices.get(i).total().low() - 0.01, indices.get(i).total().high() + 0.01);
    }
  }

  /** 0.1 has no exact mean: a variance of rounding errors must not be shared out either. */
  @Test
  void whereNothingMattersNobodyHasAShare() throws InterruptedException {
    for (double same : new double[] {0, 0.1, 1e9 / 3}) {
      for (Sobol.Index index : Sobol.of(at -> same, 3, 33, 1, NOBODY)) {
        assertThat(index.first()).isEqualTo(new Sobol.Share(0, 0, 0));
        assertThat(index.total()).isEqualTo(new Sobol.Share(0, 0, 0));
      }
    }
  }

  private static double angle(double unit) {
    return Math.PI * (2 * unit - 1);
  }

  @Test
  void aCostMovesBetweenTheEndsOfItsInterval() {
    Costs costs = Runs.costs(Runtime.GO);
    Cost yield = costs.yield();
    CostFactors one = CostFactors.of(costs).only(List.of("yield"));
    assertThat(one.at(new double[] {0}).yield().value()).isCloseTo(yield.low(), within(1e-9));
    assertThat(one.at(new double[] {1}).yield().value()).isCloseTo(yield.high(), within(1e-9));
    assertThat(one.at(new double[] {0.5}).send()).isEqualTo(costs.send());
    assertThat(CostFactors.of(costs.map(c -> Cost.cited(c.value(), "test"))).names()).isEmpty();
  }

  /** The pool's calibration gives wake and handoffIdle the same object. */
  @Test
  void aFigureInTwoFieldsMovesInTheOneThatIsMeant() {
    Costs costs = Runs.costs(Runtime.POOL);
    Costs shared = costs.map((name, c) -> name.equals("handoffIdle") ? costs.wake() : c);
    Costs moved = CostFactors.of(shared).only(List.of("handoffIdle")).at(new double[] {1});
    assertThat(moved.wake()).isEqualTo(costs.wake());
    assertThat(moved.handoffIdle().value()).isCloseTo(costs.wake().high(), within(1e-9));
  }

  /** A cost that does nothing but shuffle the luck is not told as one that matters. */
  @Test
  void whatIsNoLargerThanLuckIsNotTold() {
    Morris.Effect luck = new Morris.Effect(0, 0.4, 0.2, 0.6, 0.5);
    Sensitivity found =
        new Sensitivity(
            "cell",
            "go",
            "locked",
            24,
            8,
            luck,
            List.of(
                new Sensitivity.Row("yield", 1, 1, 2, luck, null),
                new Sensitivity.Row(
                    "iteration", 1, 1, 2, new Morris.Effect(1, 1, 0.8, 1.2, 0), null)));
    assertThat(found.first(4)).containsExactly("iteration");
    assertThat(SensitivityText.of(found))
        .contains("iteration", "1 costs cannot be told")
        .doesNotContain("yield");
    assertThat(SensitivityText.of(found).lines()).allMatch(line -> line.length() <= 80);
  }
}
