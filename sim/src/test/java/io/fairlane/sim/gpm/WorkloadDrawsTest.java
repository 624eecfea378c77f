package io.fairlane.sim.gpm;

import static io.fairlane.sim.gpm.Bench.MS;
import static io.fairlane.sim.gpm.Bench.US;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Distribution;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.Work;
import io.fairlane.sim.program.Pace;
import io.fairlane.sim.program.Program;
import io.fairlane.sim.program.Workload;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Work that varies, and producers that keep a schedule. */
class WorkloadDrawsTest {
  private static final int MESSAGES = 4_000;

  /** What each message was meant to be sent at, and how late it was received. */
  private static final class Arrivals implements Observer {
    final List<Long> intended = new ArrayList<>();
    final List<Long> late = new ArrayList<>();

    @Override
    public void received(long at, G receiver, G sender, long n) {
      assertThat(n).as("paced messages come one at a time").isEqualTo(1);
      intended.add(sender.intendedAt());
      late.add(at - sender.intendedAt());
    }
  }

  private static Scenario scenario(Scenario.Producers producers, Scenario.Consumer consumer) {
    return new Scenario(
        "s", 2, new Scenario.Background(0, 0), producers, new Scenario.Channel(0), consumer);
  }

  private static double seconds(Scenario scenario, Arm arm, Observer observer) {
    Workload workload = Workload.of(scenario, arm);
    Durations durations = Bench.counting(1_000, 1_000);
    Simulation simulation =
        Simulation.of(workload.main(), Rules.GO_1_25, durations)
            .procs(scenario.processors() - (arm.outsideRunQueues() ? 1 : 0))
            .channels(scenario.channel().capacity())
            .lane(workload.lane())
            .jitteredBy(7)
            .observer(observer)
            .build();
    assertThat(simulation.runToClockStop(1_000_000 * MS)).isTrue();
    Counters counters = simulation.counters();
    return (counters.clockStopped - counters.clockStarted) / Durations.PS_PER_SECOND;
  }

  @Test
  @DisplayName("Paced producers send at their rate, whatever the distribution of the gaps")
  void rateIsKept() {
    for (Scenario.Arrivals gaps : Scenario.Arrivals.values()) {
      for (Arm arm : List.of(Arm.FAIR, Arm.LOCKED, Arm.DEDICATED)) {
        Scenario paced =
            scenario(
                new Scenario.Producers(5, Work.constant(0), 1_000, gaps),
                new Scenario.Consumer(MESSAGES, 0));
        assertThat(seconds(paced, arm, Observer.NONE))
            .as("%s %s", gaps, arm)
            .isCloseTo(4.0, within(gaps == Scenario.Arrivals.CONSTANT ? 0.01 : 0.3));
      }
    }
  }

  @Test
  @DisplayName("A slow consumer shifts no intended time: its queue shows as lateness")
  void openLoop() {
    // 2 ms of work a message, 1 ms between messages
    Arrivals seen = new Arrivals();
    Scenario paced =
        scenario(
            new Scenario.Producers(1, Work.constant(0), 1_000, Scenario.Arrivals.CONSTANT),
            new Scenario.Consumer(200, 2_000_000));
    assertThat(seconds(paced, Arm.FAIR, seen)).isCloseTo(0.4, within(0.02));
    for (int i = 1; i < seen.intended.size(); i++) {
      assertThat(seen.intended.get(i) - seen.intended.get(i - 1)).isEqualTo(MS);
    }
    assertThat(seen.late.getLast()).isBetween(150 * MS, 220 * MS);
  }

  @Test
  @DisplayName("All arms of a replication meet the same messages at the same intended times")
  void armsShareTheArrivals() {
    Scenario paced =
        scenario(
            new Scenario.Producers(1, Work.constant(0), 5_000, Scenario.Arrivals.EXPONENTIAL),
            new Scenario.Consumer(300, 0));
    Arrivals fair = new Arrivals();
    Arrivals locked = new Arrivals();
    seconds(paced, Arm.FAIR, fair);
    seconds(paced, Arm.LOCKED, locked);
    assertThat(gaps(locked)).isEqualTo(gaps(fair));
    double mean = gaps(fair).stream().mapToLong(g -> g).average().orElseThrow();
    assertThat(mean).isCloseTo(200 * US, within(40.0 * US));
  }

  private static List<Long> gaps(Arrivals arrivals) {
    List<Long> gaps = new ArrayList<>();
    for (int i = 1; i < arrivals.intended.size(); i++) {
      gaps.add(arrivals.intended.get(i) - arrivals.intended.get(i - 1));
    }
    return gaps;
  }

  @Test
  @DisplayName("Paces interleave: producers with equal gaps do not all send at once")
  void pacesInterleave() {
    assertThat(Pace.of(1_000, 5, false)).isEqualTo(new Pace(5 * MS, 5, false));
    assertThat(Pace.of(1_000, 5, false).shift()).isEqualTo(MS);
  }

  @Test
  @DisplayName("Work that varies keeps its mean in every arm; a constant is exact")
  void workThatVaries() {
    for (Distribution distribution : Distribution.values()) {
      double shape = distribution == Distribution.PARETO ? 3 : 0.5;
      Work work = new Work(1_000_000, distribution, shape);
      for (Arm arm : List.of(Arm.FAIR, Arm.LOCKED, Arm.DEDICATED)) {
        Scenario varied =
            scenario(
                new Scenario.Producers(1, 0),
                new Scenario.Consumer(MESSAGES, work, Scenario.LockedBy.SELF));
        // 1 ms a message of the consumer's work
        double tolerance = distribution == Distribution.CONSTANT ? 0.001 : 0.3;
        assertThat(seconds(varied, arm, Observer.NONE))
            .as("%s %s", distribution, arm)
            .isCloseTo(4.0, within(tolerance));
      }
    }
  }

  @Test
  @DisplayName("Background work that varies: turns differ, their mean does not")
  void backgroundWork() {
    Program background =
        Workload.of(
                new Scenario(
                    "s",
                    1,
                    new Scenario.Background(3, new Work(1_000_000, Distribution.EXPONENTIAL, 0)),
                    new Scenario.Producers(1, 0),
                    new Scenario.Channel(0),
                    new Scenario.Consumer(1, 0)),
                Arm.FAIR)
            .main();
    Bench bench = new Bench();
    Durations durations = Bench.counting(1_000, 0);
    Simulation simulation =
        Simulation.of(background, Rules.GO_1_25.without(Rule.SLICE_PREEMPTION), durations)
            .channels(0)
            .jitteredBy(3)
            .bulk(false)
            .observer(bench)
            .build();
    simulation.runUntil(6_000 * MS);
    long turns = simulation.counters().backgroundTurns;
    assertThat((double) turns).isCloseTo(6_000, within(400.0));
    List<Bench.Execution> all = bench.all(Workload.BACKGROUND);
    long shorter = 0;
    for (int i = 1; i < all.size(); i++) {
      shorter += all.get(i).at() - all.get(i - 1).at() < MS / 10 ? 1 : 0;
    }
    assertThat((double) shorter / turns).isCloseTo(1 - Math.exp(-0.1), within(0.015));
  }
}
