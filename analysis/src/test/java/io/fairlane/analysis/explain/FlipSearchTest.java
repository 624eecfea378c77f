package io.fairlane.analysis.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.analysis.compare.Regime;
import io.fairlane.analysis.explain.Oracle.Outcome;
import io.fairlane.analysis.stats.LogRatio;
import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Cost;
import io.fairlane.experiment.Costs;
import io.fairlane.experiment.Progress;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.ScenarioFiles;
import io.fairlane.experiment.Trial;
import io.fairlane.sim.replication.Batch;
import io.fairlane.sim.replication.Model;
import io.fairlane.sim.replication.Replications;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class FlipSearchTest {
  private static final Scenario SEED = ScenarioFiles.read("seed", List.of());

  private static Cost cost(double value) {
    return Cost.cited(value, "gpm-scheduler-spec");
  }

  /** Of the order that the specification reports. */
  private static Costs costs() {
    double[] ns = {
      0.27,
      300,
      14.2,
      12.3,
      100,
      100,
      0.5,
      0.5,
      0,
      40,
      80,
      0,
      400,
      5_000,
      4_500,
      15_000,
      40_000,
      500,
      55_000,
      10_100_000,
      60_000,
      330,
      5_000,
      60,
      0.05,
      0.05,
      1
    };
    Cost[] c = Arrays.stream(ns).mapToObj(FlipSearchTest::cost).toArray(Cost[]::new);
    return new Costs(
        Runtime.GO,
        "sample",
        2,
        c[0],
        c[1],
        c[2],
        c[3],
        c[4],
        c[5],
        c[6],
        c[7],
        c[8],
        c[9],
        c[10],
        c[11],
        c[12],
        c[13],
        c[14],
        c[15],
        c[16],
        c[17],
        c[18],
        c[19],
        c[20],
        c[21],
        c[22],
        c[23],
        c[24],
        c[25],
        c[26]);
  }

  private static FlipSearch search(Oracle oracle, Scenario scenario) {
    return new FlipSearch(oracle, scenario, costs(), 1, Progress.SILENT);
  }

  /** A world whose speedup is a known function, with a spread of 1 % between replications. */
  private static Oracle world(java.util.function.ToDoubleFunction<Scenario> speedup) {
    return (scenario, flipped, from, to) -> {
      double[] arm = new double[to - from];
      double[] fair = new double[to - from];
      for (int i = 0; i < arm.length; i++) {
        arm[i] = 1;
        fair[i] = speedup.applyAsDouble(scenario) * (1 + 0.01 * ((from + i) % 3 - 1));
      }
      return new Outcome(fair, arm);
    };
  }

  @Test
  void aStepIsFoundWhereItIs() throws InterruptedException {
    FlipSearch search = search(world(s -> s.background().tasks() > 700 ? 5 : 1), SEED);
    List<Flip> flips = search.flips(Knob.BACKGROUND_TASKS);
    assertThat(flips).hasSize(1);
    Flip flip = flips.get(0);
    assertThat(flip.lower().value()).isLessThanOrEqualTo(700);
    assertThat(flip.upper().value()).isGreaterThan(700).isLessThan(810);
    assertThat(flip.to()).isEqualTo(Regime.NEUTRAL);
    assertThat(flip.upwards()).isFalse();
    assertThat(search.flips(Knob.CONSUMER_WORK)).isEmpty();
  }

  @Test
  void aSlopeThroughTheBandFlipsTwiceAndItsUndecidedPartIsInTheBracket()
      throws InterruptedException {
    FlipSearch search = search(world(s -> Math.sqrt((s.channel().capacity() + 1) / 1_000.0)), SEED);
    List<Flip> flips = search.flips(Knob.CHANNEL_CAPACITY);
    assertThat(flips.stream().map(Flip::to)).containsAnyOf(Regime.NEUTRAL, Regime.LOSS);
    for (Flip flip : flips) {
      assertThat(flip.lower().regime()).isNotEqualTo(flip.upper().regime());
      assertThat(flip.lower().decided() && flip.upper().decided()).isTrue();
    }
    assertThat(flips.get(0).lower().speedup().high()).isLessThan(1 / Point.BAND);
    assertThat(flips.get(flips.size() - 1).upper().speedup().low()).isGreaterThan(Point.BAND);
  }

  @Test
  void theFlipOfTheModelAgreesWithASweepAroundIt() throws InterruptedException {
    Scenario small =
        ScenarioFiles.read(
            "seed", List.of("processors=1", "background.tasks=5000", "consumer.messages=2000000"));
    List<Flip> flips = search(model(1), small).flips(Knob.BACKGROUND_TASKS);
    assertThat(flips).isNotEmpty();
    Flip last = flips.get(flips.size() - 1);
    assertThat(last.upper().regime()).isEqualTo(Regime.GAIN);
    // other random numbers than those of the search
    Oracle other = model(99);
    assertThat(speedup(other, small, last.upper().value() * 2)).isGreaterThan(Point.BAND);
    assertThat(speedup(other, small, last.lower().value() / 2)).isLessThan(Point.BAND);
  }

  private static double speedup(Oracle oracle, Scenario scenario, long tasks)
      throws InterruptedException {
    Outcome outcome = oracle.run(Knob.BACKGROUND_TASKS.set(scenario, tasks), Set.of(), 0, 20);
    return LogRatio.paired(outcome.fair(), outcome.arm()).ratio();
  }

  private static Oracle model(long seed) {
    return (scenario, flipped, from, to) ->
        new Outcome(
            seconds(scenario, Arm.FAIR, seed, from, to).toArray(),
            seconds(scenario, Arm.LOCKED, seed, from, to).toArray());
  }

  private static DoubleStream seconds(Scenario scenario, Arm arm, long seed, int from, int to)
      throws InterruptedException {
    Batch batch =
        new Batch(
            scenario,
            Runtime.GO,
            List.of(arm),
            costs(),
            seed,
            from,
            to,
            Model.of(Runtime.GO).within(1_000));
    return Replications.run(batch, 2, Progress.SILENT).stream().mapToDouble(Trial::seconds);
  }
}
