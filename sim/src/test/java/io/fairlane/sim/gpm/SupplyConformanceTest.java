package io.fairlane.sim.gpm;

import static io.fairlane.sim.gpm.Bench.MS;
import static io.fairlane.sim.gpm.Bench.NO_GLOBAL_CHECK;
import static io.fairlane.sim.gpm.Bench.US;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Scenario;
import io.fairlane.sim.program.Program;
import io.fairlane.sim.program.Workload;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Conformance scenarios 20 and 21: who is away for a lap, and who waits for whom. */
class SupplyConformanceTest {
  private static final long TURN = 36 * US;
  private final Bench bench = new Bench();

  @Test
  @DisplayName("20 Producers run out: with 4 the locked C waits for laps, with 20 it does not")
  void scenario20ProducersRunOut() {
    for (int seed = 0; seed < 4; seed++) {
      Counters few = lockedW(4, seed);
      Counters many = lockedW(20, seed);
      assertThat(few.preemptionsConsumer + many.preemptionsConsumer).isZero();
      assertThat(few.preemptionsProducer).isGreaterThanOrEqualTo(4);
      assertThat(lapsOf(many)).isLessThan(0.3);
      assertThat(lapsOf(few)).as("the rest of the first victim's lap").isBetween(0.5, 4.0);
    }
  }

  private static double lapsOf(Counters c) {
    return c.backgroundTurns / 2_000.0;
  }

  /** B = 700,000: a producer is hit in most cycles, C in none. */
  private static Counters lockedW(int producers, int seed) {
    Scenario scenario =
        new Scenario(
            "w",
            1,
            new Scenario.Background(2_000, 100_000),
            new Scenario.Producers(producers, 0),
            new Scenario.Channel(700_000),
            new Scenario.Consumer(10_000_000, 0));
    Durations costs =
        Bench.free(
            "cpus",
            1,
            "iterationPs",
            350.0,
            "yield",
            US / 10,
            "send",
            15_500L,
            "receive",
            12_500L,
            "spawn",
            US / 10,
            "park",
            US / 10,
            "handoffBusy",
            4 * US,
            "turnJitter",
            0.02,
            "channelJitter",
            0.005,
            "sysmonPeriod",
            10_100 * US);
    Simulation simulation =
        Simulation.of(Workload.of(scenario, Arm.LOCKED).main(), Bench.GO, costs)
            .channels(scenario.channel().capacity())
            .jitteredBy(seed)
            .build();
    assertThat(simulation.runToClockStop(100_000 * MS)).isTrue();
    return simulation.counters();
  }

  @Test
  @DisplayName(
      "21 Spawn loop: main is away for one turn of each G that it has made, slice by slice")
  void scenario21SpawnLoop() {
    Program background = Program.named("bg").body().spend(36_000).yield().forEver();
    Program main = Program.named("main").spawn(background, 20_000).block().build();
    Simulation simulation =
        Simulation.of(main, NO_GLOBAL_CHECK, Bench.free("spawn", 2 * US))
            .sysmonBackedOff(5 * MS)
            .observer(bench)
            .build();
    simulation.runUntil(2_000 * MS);
    List<Bench.Event> hits = bench.preemptions.stream().filter(e -> e.g().id() == 0).toList();
    List<Bench.Execution> mains = bench.all("main");
    // slices of 10 to 20 ms at 2 us a spawn: 5,000 to 10,000 Gs each, the first after 15 ms
    assertThat(hits).hasSizeBetween(2, 3);
    assertThat(hits.getFirst().at()).as("at a spawn").isBetween(15 * MS, 15 * MS + 2 * US);
    List<Long> absences = new ArrayList<>();
    long spawned = 0;
    for (int i = 0; i < hits.size(); i++) {
      spawned += (hits.get(i).at() - mains.get(i).at()) / (2 * US);
      long away = mains.get(i + 1).at() - hits.get(i).at();
      // at the end of the first slice 7,500 turns of 36 us: 0.27 s
      assertThat(away).isBetween((spawned - 1) * TURN, (spawned + 1) * TURN);
      absences.add(away);
    }
    assertThat(absences.getFirst()).isBetween(269 * MS, 271 * MS);
    assertThat(absences).as("each absence is longer than the last").isSorted();
    long done = mains.getLast().at() + (20_000 - spawned) * 2 * US;
    assertThat(done).isBetween(800 * MS, 1_700 * MS);
  }
}
