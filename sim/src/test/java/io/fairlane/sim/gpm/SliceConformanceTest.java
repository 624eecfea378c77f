package io.fairlane.sim.gpm;

import static io.fairlane.sim.gpm.Bench.MS;
import static io.fairlane.sim.gpm.Bench.NO_GLOBAL_CHECK;
import static io.fairlane.sim.gpm.Bench.US;
import static io.fairlane.sim.gpm.Bench.free;
import static io.fairlane.sim.gpm.Bench.once;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.sim.program.Program;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Conformance scenarios 6 and 7 of the scheduler specification: whose slice ends when. */
class SliceConformanceTest {
  private final Bench bench = new Bench();

  @Test
  @DisplayName("6 Slice length: a tick from 1 ms on is preempted at 20 ms, after 19 ms")
  void scenario06LongSlice() {
    assertThat(hogIsPreemptedAt(1_000_000)).isEqualTo(20 * MS);
  }

  @Test
  @DisplayName("6 Slice length: a tick from 9.9 ms on is preempted at 20 ms, after 10.1 ms")
  void scenario06ShortSlice() {
    assertThat(hogIsPreemptedAt(9_900_000)).isEqualTo(20 * MS);
  }

  @Test
  @DisplayName("6 Slice length: 10.0 to 10.1 ms while sysmon is in its 20 us cadence")
  void scenario06SliceUnderFastSampling() {
    Simulation simulation = hog(500_000, -1);
    while (bench.preemptions.isEmpty()) {
      simulation.sysmon().resetBackoff();
      simulation.runUntil(simulation.now() + MS / 2);
    }
    long slice = bench.preemptions.getFirst().at() - bench.first("hog").at();
    assertThat(slice).isBetween(10 * MS, 10 * MS + 100 * US);
  }

  private long hogIsPreemptedAt(long newTickAtNs) {
    hog(newTickAtNs, 0).runUntil(40 * MS);
    assertThat(bench.first("hog").at()).isEqualTo(newTickAtNs * 1_000);
    return bench.preemptions.getFirst().at();
  }

  /** The hog is kicked to the ring by "other", so its tick is its own. */
  private Simulation hog(long startNs, long firstSample) {
    Program hog = Program.named("hog").spend(100_000_000).build();
    Program main =
        Program.named("main").spend(startNs).spawn(hog, 1).spawn(once("other"), 1).block().build();
    SimulationSetup setup = Simulation.of(main, NO_GLOBAL_CHECK, free()).observer(bench);
    return (firstSample < 0 ? setup : setup.sysmonBackedOff(firstSample)).build();
  }

  @Test
  @DisplayName("7 Shared slice: of a ping-pong pair exactly one is preempted at 20 ms; H waited")
  void scenario07SharedSlice() {
    Program a = Program.named("A").body().send(0).forEver();
    Program b = Program.named("B").body().receive(0).forEver();
    Program h = Program.named("H").spend(1_000_000_000).build();
    Program main =
        Program.named("main")
            // the 30 ns put the sample inside a turn: between two Gs the request would be lost
            .spend(1_000_030)
            .spawn(a, 1)
            .spawn(b, 1)
            .spawn(h, 1)
            .spawn(once("other"), 1)
            .block()
            .build();
    Rules everyRequestTaken = NO_GLOBAL_CHECK.without(Rule.HANDOFF_LIMBO);
    Simulation.of(main, everyRequestTaken, Bench.durations(100_000, 100_000, 0))
        .channels(0)
        .sysmonBackedOff(0)
        .observer(bench)
        .build()
        .runUntil(29 * MS);

    assertThat(bench.preemptions).hasSize(1);
    Bench.Event hit = bench.preemptions.getFirst();
    assertThat(hit.at()).isBetween(20 * MS, 20 * MS + US);
    String victim = hit.g().program().name();
    assertThat(victim).isIn("A", "B");
    String partner = victim.equals("A") ? "B" : "A";

    Bench.Execution firstH = bench.first("H");
    assertThat(firstH.at()).isGreaterThanOrEqualTo(20 * MS);
    List<Bench.Execution> between =
        bench.executions.stream().filter(e -> e.at() >= hit.at() && e.at() < firstH.at()).toList();
    long pairTick = bench.all(victim).getLast().tick();
    assertThat(between)
        .allSatisfy(
            e -> {
              assertThat(e.g().program().name()).isEqualTo(partner);
              assertThat(e.tick()).as("still the old tick").isEqualTo(pairTick);
            });
    assertThat(firstH.tick()).isEqualTo(pairTick + 1);
  }

  @Test
  @DisplayName("7 Shared slice: an heir that never blocks is preempted at the next sample, 30 ms")
  void scenario07ExpiredTickIsInherited() {
    // A readies B (runnext) and computes until it is hit; B inherits the expired tick
    Program b = Program.named("B").spend(1_000_000_000).build();
    Program a = Program.named("A").spend(15_000_000).spawn(b, 1).spend(1_000_000_000).build();
    Program h = Program.named("H").spend(1_000_000_000).build();
    Program main =
        Program.named("main")
            .spend(1_000_000)
            .spawn(a, 1)
            .spawn(h, 1)
            .spawn(once("other"), 1)
            .block()
            .build();
    Simulation.of(main, NO_GLOBAL_CHECK, free())
        .sysmonBackedOff(0)
        .observer(bench)
        .build()
        .runUntil(35 * MS);
    assertThat(bench.preemptions.stream().map(e -> e.g().program().name() + "@" + e.at() / MS))
        .containsExactly("A@20", "B@30");
    assertThat(bench.first("B").tick()).isEqualTo(bench.first("A").tick());
    assertThat(bench.first("H").at()).isEqualTo(30 * MS);
  }
}
