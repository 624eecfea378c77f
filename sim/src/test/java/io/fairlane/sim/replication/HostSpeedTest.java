package io.fairlane.sim.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Costs;
import io.fairlane.experiment.Proof;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.ScenarioFiles;
import io.fairlane.experiment.Trial;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Test;

class HostSpeedTest {
  private static final Costs COSTS = SampleCosts.go().map(cost -> cost.withElasticity(1));
  private static final double NS = COSTS.iteration().value();

  private static Trial run(HostSpeed speed, Arm arm, int processors, int rep, String... sets) {
    Scenario scenario =
        ScenarioFiles.read(
            "seed",
            IntStream.range(-1, sets.length)
                .mapToObj(i -> i < 0 ? "processors=" + processors : sets[i])
                .toList());
    Batch batch =
        new Batch(
            scenario,
            arm.outsideRunQueues() ? Runtime.POOL : Runtime.GO,
            List.of(arm),
            COSTS,
            5,
            0,
            20,
            Model.of(Runtime.GO));
    return Replication.run(batch.at(speed), arm, rep);
  }

  private static double turnsPerSecond(HostSpeed speed, int rep) {
    return run(
            speed,
            Arm.FAIR,
            2,
            rep,
            "background.tasks=200",
            "consumer.messages=500",
            "producers.tasks=1",
            "producers.rate=1000")
        .backgroundTurnsPerSecond();
  }

  @Test
  void theCalibratedSpeedOnEveryCpuChangesNothing() {
    HostSpeed same = HostSpeed.exactly(NS, List.of(NS, NS), false);
    for (int rep = 0; rep < 3; rep++) {
      assertThat(run(same, Arm.FAIR, 2, rep, "consumer.messages=20000"))
          .isEqualTo(run(HostSpeed.AS_CALIBRATED, Arm.FAIR, 2, rep, "consumer.messages=20000"));
    }
  }

  /**
   * Work adds up by rates, and the pair has little of it: a CPU twice as fast and one as calibrated
   * do 3/2 of two alike.
   */
  @Test
  void aCrowdGetsTheSumOfTheRates() {
    HostSpeed mixed = HostSpeed.exactly(NS * 2 / 3, List.of(NS / 2, NS), false);
    double ratio = turnsPerSecond(mixed, 0) / turnsPerSecond(HostSpeed.AS_CALIBRATED, 0);
    assertThat(ratio).isCloseTo(1.5, within(0.05));
  }

  /** Where the Ps are is luck on go; a pinned consumer is on the CPU it was seen on. */
  @Test
  void aPinnedLaneRunsAtItsCpusSpeed() {
    String[] busy = {"background.tasks=0", "consumer.messages=50000", "consumer.work=2000"};
    Trial slow = run(HostSpeed.exactly(NS, List.of(NS / 2, 2 * NS), true), Arm.PINNED, 2, 0, busy);
    Trial fast = run(HostSpeed.exactly(NS, List.of(2 * NS, NS / 2), true), Arm.PINNED, 2, 0, busy);
    assertThat(slow.seconds() / fast.seconds()).isCloseTo(4, within(0.4));
  }

  @Test
  void whoNeverLookedPredictsAsCalibrated() {
    assertThat(HostSpeed.of(Proof.Speed.ABSENT, Runtime.GO, Arm.FAIR))
        .isEqualTo(HostSpeed.AS_CALIBRATED);
    HostSpeed seen =
        HostSpeed.of(
            new Proof.Speed(0.5, 0.3, 0.7, 9L, List.of(0.4, 0.6), null, null),
            Runtime.POOL,
            Arm.PINNED);
    assertThat(seen).isEqualTo(HostSpeed.exactly(0.5, List.of(0.4, 0.6), true));
    assertThat(seen.each(COSTS, 1, 3)).as("one P: the speed of the work done").isEmpty();
    assertThat(seen.each(COSTS, 3, 3)).as("fewer CPUs seen than are used").isEmpty();
    assertThat(HostSpeed.exactly(0.5, List.of(0.4, 0.6), false).each(COSTS, 2, 3))
        .extracting(costs -> costs.iteration().value())
        .containsExactlyInAnyOrder(0.4, 0.6);
  }

  @Test
  void whatWasNotSeenBetweenTwoLooksIsDrawnByEachReplication() {
    HostSpeed seen = new HostSpeed(0.5, 0.05, List.of(0.4, 0.6), List.of(0.1, 0.0), true);
    double[] first =
        LongStream.range(0, 2_000)
            .mapToDouble(seed -> Math.log(seen.drawn(seed).cpusNs().get(0) / 0.4))
            .toArray();
    double[] all =
        LongStream.range(0, 2_000)
            .mapToDouble(seed -> Math.log(seen.drawn(seed).iterationNs() / 0.5))
            .toArray();
    assertThat(Math.sqrt(StatUtils.variance(first))).isCloseTo(0.1, within(0.005));
    assertThat(Math.sqrt(StatUtils.variance(all))).isCloseTo(0.05, within(0.0025));
    assertThat(StatUtils.mean(first)).isCloseTo(0, within(0.007));
    assertThat(seen.drawn(3).cpusNs().get(1)).as("known exactly").isEqualTo(0.6);
    assertThat(seen.drawn(3)).isEqualTo(seen.drawn(3));
    HostSpeed calibrated = HostSpeed.AS_CALIBRATED.drawn(3);
    assertThat(calibrated.all(COSTS)).as("nothing was seen").isSameAs(COSTS);
  }

  /** A process of one P computes at the speed of the looks, and no better known than that. */
  @Test
  void replicationsSpreadAsTheSpeedDoes() {
    HostSpeed seen = new HostSpeed(NS, 0.1, List.of(NS, NS), List.of(0.1, 0.1), false);
    String[] busy = {"background.tasks=0", "consumer.messages=1000", "consumer.work=20000"};
    double[] seconds =
        IntStream.range(0, 200)
            .mapToDouble(rep -> Math.log(run(seen, Arm.FAIR, 1, rep, busy).seconds()))
            .toArray();
    double[] exactly =
        IntStream.range(0, 200)
            .mapToDouble(
                rep -> {
                  HostSpeed exact = HostSpeed.exactly(NS, List.of(NS, NS), false);
                  return Math.log(run(exact, Arm.FAIR, 1, rep, busy).seconds());
                })
            .toArray();
    assertThat(StatUtils.variance(seconds) - StatUtils.variance(exactly))
        .isCloseTo(0.01, within(0.003));
  }
}
