package io.fairlane.sim.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Cost;
import io.fairlane.experiment.Costs;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.ScenarioFiles;
import io.fairlane.experiment.Trial;
import io.fairlane.sim.gpm.Observer;
import io.fairlane.sim.gpm.Rules;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A lane sees a message a transfer between CPUs after it was sent; slots enough hide it. */
class LaneReactionTest {
  private static final Model EXACT =
      new Model(Rules.of(Runtime.POOL), () -> Observer.NONE, false, 1_000);

  private static Costs costs(double visible) {
    Costs costs = SampleCosts.go();
    return costs.map(
        (name, cost) ->
            switch (name) {
              case "preemptVisible" -> Cost.cited(visible, "test");
              case "sendContended" -> Cost.cited(16, "test");
              // faster than sends: without a reaction no message is ever in the way of the next
              case "receiveContended" -> Cost.cited(10, "test");
              default -> cost;
            });
  }

  private static Trial run(double visible, String... sets) {
    return run(costs(visible), sets);
  }

  private static Trial run(Costs costs, String... sets) {
    var scenario = ScenarioFiles.read("seed", List.of(sets));
    return Replication.run(
        Batch.one(scenario, Runtime.POOL, Arm.DEDICATED, costs, 3, 0, EXACT), Arm.DEDICATED, 0);
  }

  private static String[] withCapacity(int capacity) {
    return new String[] {
      "processors=2",
      "channel.capacity=" + capacity,
      "background.tasks=1000",
      "background.work=1000",
      "producers.tasks=1",
      "consumer.messages=2000"
    };
  }

  /** The second send comes 16 ns after the first: it finds the one slot taken and costs a lap. */
  @Test
  void withOneSlotEveryMessageIsALapAway() {
    Trial quick = run(0, withCapacity(1));
    Trial seen = run(40, withCapacity(1));
    long lap = 1_000;
    assertThat(quick.counters().backgroundTurns()).as("all in one slice").isLessThan(10 * lap);
    // a lap for every second message: the parked one is taken together with the one in the slot
    assertThat(seen.counters().backgroundTurns()).isBetween(900 * lap, 2_100 * lap);
  }

  /** 5 slots hold 80 ns of sends: what is under way when the first slot is free again. */
  @Test
  void slotsForWhatIsUnderWayHideIt() {
    assertThat(run(40, withCapacity(4)).counters().backgroundTurns()).isGreaterThan(100_000);
    assertThat(run(40, withCapacity(6)).seconds()).isEqualTo(run(0, withCapacity(6)).seconds());
  }

  /** A producer that computes between two sends gives the lane time. */
  @Test
  void workBetweenSendsHidesItToo() {
    String[] sets = withCapacity(1);
    String[] working = Arrays.copyOf(sets, sets.length + 1);
    working[sets.length] = "producers.work=1000";
    assertThat(run(40, working).counters().backgroundTurns()).isLessThan(20_000);
  }

  /** 16 slots are full 256 ns after the producer began; the lane's thread wakes after 30 us. */
  @Test
  void aFewSlotsAreFullWhenTheLaneBegins() {
    String[] sets = withCapacity(16);
    Trial late = run(costs(0).map((name, cost) -> startsAfter(30_000, name, cost)), sets);
    Trial atOnce = run(costs(0).map((name, cost) -> startsAfter(0, name, cost)), sets);
    assertThat(atOnce.counters().backgroundTurns()).isLessThan(100);
    assertThat(late.counters().backgroundTurns()).as("one lap").isBetween(900L, 1_100L);
  }

  private static Cost startsAfter(double ns, String name, Cost cost) {
    return name.equals("handoffIdleLong") ? Cost.cited(ns, "test") : cost;
  }
}
