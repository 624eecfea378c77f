package io.fairlane.sim.gpm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.Work;
import io.fairlane.sim.program.Workload;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Prediction P4 of the scheduler specification: the inherited slice alone separates the arms. One
 * rule is switched off at a time; seconds are means over the same ten seeds.
 */
class AblationTest {
  private static final int SEEDS = 10;
  private static final Rules GO = Bench.GO;

  @Test
  @DisplayName("P4 fair without inherited slices, or without slice preemption: the locked time")
  void fairLosesItsLapsWithTheRuleThatCausesThem() {
    double locked = meanSeconds(Arm.LOCKED, GO);
    assertThat(meanSeconds(Arm.FAIR, GO)).isGreaterThan(2 * locked);
    assertThat(meanSeconds(Arm.FAIR, GO.without(Rule.RUNNEXT_INHERITS)))
        .isBetween(0.8 * locked, 1.2 * locked);
    assertThat(meanSeconds(Arm.FAIR, GO.without(Rule.SLICE_PREEMPTION)))
        .isBetween(0.8 * locked, 1.2 * locked);
  }

  @Test
  @DisplayName("P4 locked with inherited slices: laps are lost as in the fair arm")
  void lockedIsSafeOnlyBecauseItNeverInherits() {
    assertThat(meanSeconds(Arm.LOCKED, GO.with(Rule.LOCKED_INHERITS)))
        .isGreaterThan(2 * meanSeconds(Arm.LOCKED, GO));
  }

  @Test
  @DisplayName("A child of a locked G does not inherit the lock: fair time; if it did, locked time")
  void childOfLocked() {
    double fair = meanSeconds(Arm.FAIR, GO, Scenario.LockedBy.PARENT);
    double child = meanSeconds(Arm.LOCKED, GO, Scenario.LockedBy.PARENT);
    assertThat(child).isBetween(0.8 * fair, 1.25 * fair);
    double inherited =
        meanSeconds(Arm.LOCKED, GO.with(Rule.CHILD_INHERITS_LOCK), Scenario.LockedBy.PARENT);
    double locked = meanSeconds(Arm.LOCKED, GO);
    assertThat(inherited).isBetween(0.8 * locked, 1.2 * locked);
    assertThat(child).isGreaterThan(2 * inherited);
  }

  private static double meanSeconds(Arm arm, Rules rules) {
    return meanSeconds(arm, rules, Scenario.LockedBy.SELF);
  }

  /** W on one P with 5,000 background Gs; hand-offs to a busy CPU. */
  private static double meanSeconds(Arm arm, Rules rules, Scenario.LockedBy lockedBy) {
    Scenario scenario =
        new Scenario(
            "w",
            1,
            new Scenario.Background(5_000, 100_000),
            new Scenario.Producers(20, 0),
            new Scenario.Channel(100_000),
            new Scenario.Consumer(10_000_000, Work.constant(0), lockedBy));
    Durations durations =
        new Durations(
            1,
            340,
            100_000,
            15_000,
            15_000,
            15_000,
            15_000,
            0,
            0,
            0,
            50_000,
            50_000,
            0,
            1_200_000,
            5_000_000,
            4_000_000,
            4_000_000,
            4_000_000,
            100_000,
            55_000_000,
            10_100_000_000L,
            60_000_000,
            100_000,
            5_000_000,
            50_000,
            0.03,
            0.015);
    double sum = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Simulation simulation =
          Simulation.of(Workload.of(scenario, arm).main(), rules, durations)
              .channels(scenario.channel().capacity())
              .jitteredBy(seed)
              .build();
      assertThat(simulation.runToClockStop(1_000 * 1_000_000_000_000L)).isTrue();
      Counters counters = simulation.counters();
      sum += (counters.clockStopped - counters.clockStarted) / Durations.PS_PER_SECOND;
    }
    return sum / SEEDS;
  }
}
