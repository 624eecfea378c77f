package io.fairlane.runner.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;

import io.fairlane.experiment.Cost;
import io.fairlane.experiment.Costs;
import io.fairlane.experiment.Progress;
import io.fairlane.experiment.Refusal;
import io.fairlane.runner.go.GoPrograms;
import io.fairlane.runner.go.GoToolchain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GoCalibratorTest {
  @Test
  void withoutGoItRefuses() {
    assertThatThrownBy(
            () -> new GoCalibrator("host", "/nowhere").calibrate(Mode.QUICK, Progress.SILENT))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("go not found on PATH");
  }

  @Test
  void aLineIsFiguresByName() {
    assertThat(GoCalibrator.round("{\"elapsed\":1.5,\"send\":14.25}"))
        .containsExactlyInAnyOrderEntriesOf(Map.of("elapsed", 1.5, "send", 14.25));
  }

  @Test
  void compoundFiguresAreTakenApartAsDocumented() {
    Rounds rounds = new Rounds();
    rounds.add(ROUND);
    Costs costs = new GoCosts(rounds, "go1.19").costs("host", 2);
    double message =
        costs.send().value()
            + costs.receive().value()
            + costs.complete().value()
            + costs.ready().value()
            + costs.park().value()
            + costs.resume().value();
    assertThat(message).isCloseTo(ROUND.get("pair"), within(1e-9));
    assertThat(costs.park().value()).isCloseTo(0.3 * ROUND.get("pair"), within(1e-9));
    assertThat(costs.complete().value()).isCloseTo(0.28 * 70 - 15, within(1e-9));
    assertThat(message + costs.handoffBusy().value())
        .isCloseTo(ROUND.get("locked_pair_busy"), within(1e-9));
    assertThat(costs.wake().value() + costs.steal().value()).isEqualTo(ROUND.get("wake"));
    assertThat(costs.handoffBusy().source()).contains("half of a locked Gosched: 4000 ns");
  }

  /** Steps of one P are timed on a CPU that is twice as fast because the other one idles. */
  @Test
  void whatIsTimedOnALoneCpuIsTakenToTheSpeedOfAll() {
    Map<String, Double> fast = new HashMap<>(ROUND);
    double faster = Math.pow(0.5, OneSpeed.UNSEEN);
    fast.put("iteration@", 0.25);
    fast.put("lone_iteration", 0.125);
    for (String alone : List.of("lone_send", "lone_receive", "send_ready", "pair")) {
      fast.put(alone, ROUND.get(alone) * faster);
      fast.put(alone + "@", 0.125);
    }
    Rounds rounds = new Rounds();
    rounds.add(fast);
    Costs costs = new GoCosts(rounds, "go1.19").costs("host", 2);
    assertThat(costs.lone().value()).isEqualTo(0.5);
    assertThat(costs.complete().value()).isCloseTo(0.28 * 70 - 15, within(1e-9));
    assertThat(costs.complete().value() + costs.ready().value()).isCloseTo(55, within(1e-9));
    assertThat(costs.park().value() + costs.resume().value()).isCloseTo(51, within(1e-9));
    assertThat(costs.park().elasticity()).isEqualTo(OneSpeed.UNSEEN);
    assertThat(costs.iteration().elasticity()).isEqualTo(1);
    assertThat(costs.sysmonPeriod().elasticity()).isZero();
  }

  @Test
  void aPreemptionIsTheSignalsWayAndWhatItsHandlerTakes() {
    Map<String, Double> seen = new HashMap<>(ROUND);
    seen.put("signal_sent", 3_000.0);
    seen.put("signal_taken", 4_000.0);
    seen.put("slice_sd", 0.0023);
    Rounds rounds = new Rounds();
    rounds.add(seen);
    Map<String, Double> other = new HashMap<>(ROUND);
    other.put("signal_sent", 2_000.0);
    rounds.add(other);
    rounds.add(other);
    Costs costs = new GoCosts(rounds, "go1.19").costs("host", 2);
    assertThat(costs.preemptSignal().value()).as("of rounds that lack a part").isEqualTo(6_000);
    assertThat(costs.preemptSignal().low()).isEqualTo(6_000);
    assertThat(costs.preemptSignal().high()).isEqualTo(7_000);
    assertThat(costs.preemptSignal().source()).startsWith("go1.19: request to a hog's interrupt");
    assertThat(costs.sysmonPeriod().source()).contains("relative sd of 0.0023 [0.0023, 0.0023]");
    Rounds oneCpu = new Rounds();
    oneCpu.add(ROUND);
    Costs cited = new GoCosts(oneCpu, "go1.19").costs("host", 1);
    assertThat(cited.preemptSignal().source()).startsWith("Go scheduler specification, section 9");
    assertThat(cited.sysmonPeriod().source()).doesNotContain("relative sd");
  }

  @Test
  void theGrowthOfAContendedOperationIsThatOfItsTimeWithEachFurtherP() {
    Map<String, Double> seen = new HashMap<>(ROUND);
    // one P more takes half of two's more, two 0.6 each, three 0.1 each: the median is 0.5
    seen.putAll(Map.of("send_among_2", 100.0, "send_among_3", 150.0));
    seen.putAll(Map.of("send_among_4", 220.0, "send_among_5", 130.0));
    // quicker than two: noise
    seen.putAll(Map.of("receive_among_2", 100.0, "receive_among_3", 90.0));
    Rounds rounds = new Rounds();
    rounds.add(seen);
    Map<String, Double> without = new HashMap<>(ROUND);
    without.put("send_among_2", 1.0);
    rounds.add(without);
    rounds.add(ROUND);
    Costs costs = new GoCosts(rounds, "go1.19").costs("host", 5);
    assertThat(costs.sendGrowth().value()).isCloseTo(0.5, within(1e-9));
    assertThat(costs.sendGrowth().elasticity()).isZero();
    assertThat(costs.sendGrowth().source()).startsWith("go1.19: 3 to 8 Ps").contains("1 samples");
    assertThat(costs.receiveGrowth().value()).isZero();
  }

  /** Which cannot be seen with two CPUs. */
  @Test
  void aCrowdThatWasNotSeenIsASaturatedLock() {
    Rounds rounds = new Rounds();
    rounds.add(ROUND);
    Costs costs = new GoCosts(rounds, "go1.19").costs("host", 2);
    String source = "two CPUs: a saturated lock serves in turn (go#64455)";
    assertThat(costs.sendGrowth()).isEqualTo(Cost.cited(0.5, source));
    assertThat(costs.receiveGrowth()).isEqualTo(Cost.cited(0.5, source));
  }

  @Test
  void oneCpuHasNoIdleOneToHandOverTo() {
    Rounds rounds = new Rounds();
    Map<String, Double> round = new java.util.HashMap<>(ROUND);
    round
        .keySet()
        .removeAll(
            List.of("locked_pair_idle", "locked_send_long", "wake", "wake_runnext", "steal"));
    rounds.add(round);
    Costs costs = new GoCosts(rounds, "go1.19").costs("host", 1);
    assertThat(costs.handoffIdle().value()).isEqualTo(costs.handoffBusy().value());
    assertThat(costs.handoffIdle().source()).startsWith("one CPU");
    assertThat(costs.wake().source()).startsWith("Go scheduler specification");
  }

  /** Orders of magnitude only: the machine may be busy. */
  @Test
  void aShortCalibrationIsPlausible() throws InterruptedException {
    GoPrograms programs;
    try {
      programs = GoPrograms.of(GoToolchain.find());
    } catch (Refusal absent) {
      abort(absent.getMessage());
      return;
    }
    List<String> told = new ArrayList<>();
    Costs costs =
        new GoCalibrator("a host")
            .calibrate(programs, 4, (what, done, total) -> told.add(what + " of " + total));
    assertThat(costs.host()).isEqualTo("a host");
    assertThat(told).contains("calibrating go of 4.0");
    costs
        .byName()
        .forEach(
            (name, cost) -> {
              assertThat(cost.value()).as(name).isFinite().isNotNegative();
              assertThat(cost.low()).as(name).isLessThanOrEqualTo(cost.value());
              assertThat(cost.high()).as(name).isGreaterThanOrEqualTo(cost.value());
            });
    assertBetween(costs.iteration(), 0.05, 10);
    assertBetween(costs.send(), 2, 2_000);
    assertBetween(costs.receive(), 2, 2_000);
    assertBetween(costs.complete(), 0, 1_000);
    assertBetween(costs.ready(), 2, 5_000);
    assertBetween(costs.handoffBusy(), 200, 1e6);
    assertBetween(costs.sysmonPeriod(), 5e6, 50e6);
    assertBetween(costs.preemptSignal(), 500, 20e6);
    assertBetween(costs.sendGrowth(), 0, 20);
    assertThat(costs.park().source()).as("profiled, not cited").contains(" %, go1.");
  }

  private static void assertBetween(Cost cost, double low, double high) {
    assertThat(cost.value()).as(cost.source()).isBetween(low, high);
  }

  private static final Map<String, Double> ROUND =
      Map.ofEntries(
          Map.entry("iteration", 0.25),
          Map.entry("turn_sd", 0.01),
          Map.entry("send", 15.0),
          Map.entry("lone_iteration", 0.25),
          Map.entry("lone_send", 15.0),
          Map.entry("lone_receive", 14.0),
          Map.entry("receive", 14.0),
          Map.entry("channel_sd", 0.02),
          Map.entry("send_rate", 0.05),
          Map.entry("receive_rate", 0.001),
          Map.entry("send_ready", 70.0),
          Map.entry("pair", 135.0),
          Map.entry("switch_share", 0.3),
          Map.entry("wake", 20_000.0),
          Map.entry("wake_runnext", 80_000.0),
          Map.entry("steal", 100.0),
          Map.entry("locked_pair_busy", 4_135.0),
          Map.entry("locked_yield_busy", 8_000.0),
          Map.entry("locked_pair_idle", 20_000.0),
          Map.entry("locked_send_long", 30_000.0),
          Map.entry("yield", 1_000.0),
          Map.entry("spawn", 2_000.0),
          Map.entry("sysmon_period", 10.1e6));
}
