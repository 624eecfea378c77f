package io.fairlane.sim.gpm;

import static io.fairlane.sim.gpm.Bench.MS;
import static io.fairlane.sim.gpm.Bench.NO_GLOBAL_CHECK;
import static io.fairlane.sim.gpm.Bench.US;
import static io.fairlane.sim.gpm.Bench.free;
import static io.fairlane.sim.gpm.Bench.once;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Scenario;
import io.fairlane.sim.program.Program;
import io.fairlane.sim.program.Workload;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Conformance scenarios 13 to 16 of the scheduler specification: LockOSThread. */
class LockedConformanceTest {
  private static final long HANDOFF = 5 * US;
  private final Bench bench = new Bench();

  @Test
  @DisplayName("13 Locked cycle: no preemption, 100 turns, 2 hand-offs each, 0.41 s + ~202 t_h")
  void scenario13LockedCycle() {
    Simulation simulation = locked(100_000, 25, 16, 1_000, 20, 1);
    Counters c = simulation.counters();
    assertThat(c.preemptionsConsumer + c.preemptionsProducer).isZero();
    // C parks at once; then 100 full turns of 100,002 messages, the last not ended by a park
    assertThat(c.handoffs).isBetween(198L, 204L);
    long turns = bench.all(Workload.CONSUMER).size();
    assertThat(turns).isBetween(100L, 103L);
    long background = c.backgroundTurns;
    long ticks = simulation.p(0).schedtick() - 1;
    assertThat(ticks)
        .as("turns of C, of one producer, of the background")
        .isBetween(background + turns, background + turns + 3);
    double seconds = (c.clockStopped - c.clockStarted) / 1e12;
    assertThat(seconds - 0.41 - 202 * 5e-6).isBetween(-0.002, 300 * 34e-6);
  }

  @Test
  @DisplayName("13 Locked cycle, B=300,000: some producers are preempted, C never, no lap")
  void scenario13OnlyProducersAreHit() {
    long producerHits = 0;
    for (int seed = 0; seed < 10; seed++) {
      Counters c = locked(300_000, 25, 16, 1_000, 20, seed).counters();
      assertThat(c.preemptionsConsumer).isZero();
      producerHits += c.preemptionsProducer;
      assertThat((c.clockStopped - c.clockStarted) / 1e12).isLessThan(0.43);
    }
    assertThat(producerHits).isPositive();
  }

  @Test
  @DisplayName("13 Locked cycle, turns of 11.2 ms: C is hit now and then and loses laps")
  void scenario13LongTurnsAreHit() {
    long consumerHits = 0;
    long turns = 0;
    for (int seed = 0; seed < 20; seed++) {
      Counters c = locked(700_000, 5, 16, 1_000, 20, seed).counters();
      consumerHits += c.preemptionsConsumer;
      turns += 10_000_000 / 700_000;
    }
    assertThat((double) consumerHits / turns).isBetween(0.03, 0.3);
  }

  /** W on one P with N_bg background Gs of 34 us a turn, nearly constant costs, random phase. */
  private Simulation locked(
      int capacity, int sendNs, int receiveNs, int background, int producers, int seed) {
    Scenario scenario =
        new Scenario(
            "w",
            1,
            new Scenario.Background(background, 100_000),
            new Scenario.Producers(producers, 0),
            new Scenario.Channel(capacity),
            new Scenario.Consumer(10_000_000, 0));
    Durations costs =
        new Durations(
            1,
            340,
            100_000,
            sendNs * 1_000L,
            receiveNs * 1_000L,
            sendNs * 1_000L,
            receiveNs * 1_000L,
            0,
            0,
            0,
            0,
            100_000,
            0,
            400_000,
            5 * US,
            HANDOFF,
            HANDOFF,
            HANDOFF,
            500_000,
            55 * US,
            10 * MS + 100 * US,
            60 * US,
            100_000,
            5 * US,
            0,
            0.01,
            0.002);
    Simulation simulation =
        Simulation.of(Workload.of(scenario, Arm.LOCKED).main(), Bench.GO, costs)
            .channels(capacity)
            .jitteredBy(seed)
            .observer(bench)
            .build();
    bench.executions.clear();
    assertThat(simulation.runToClockStop(100_000 * MS)).isTrue();
    return simulation;
  }

  @Test
  @DisplayName("14 Locked preempted: to the global tail; back after one lap on its own thread")
  void scenario14LockedPreempted() {
    Program a = Program.named("A").lock().spend(25_000_000).block().build();
    Program background = Program.named("bg").body().spend(1_000_000).yield().forEver();
    Program main =
        Program.named("main").spend(3_000_000).spawn(a, 1).spawn(background, 20).block().build();
    Simulation simulation =
        Simulation.of(main, NO_GLOBAL_CHECK, Bench.durations(0, 0, HANDOFF))
            .sysmonBackedOff(0)
            .observer(bench)
            .build();
    simulation.runUntil(100 * MS);
    List<Bench.Execution> turns = bench.all("A");
    assertThat(turns).hasSize(2);
    Bench.Event hit = bench.preemptions.getFirst();
    assertThat(hit.g().program().name()).isEqualTo("A");
    assertThat(hit.at() % (10 * MS)).as("at a sample").isZero();
    assertThat(hit.at() - turns.getFirst().at()).isBetween(10 * MS, 20 * MS);
    // its thread parks, the P goes on with another; 20 turns of 1 ms later it is back
    Bench.Execution next =
        bench.executions.stream().filter(e -> e.at() > hit.at()).findFirst().orElseThrow();
    assertThat(next.thread()).isNotEqualTo(turns.getFirst().thread());
    assertThat(turns.getLast().at() - hit.at()).isBetween(20 * MS, 21 * MS);
    assertThat(turns.getLast().thread()).isEqualTo(turns.getFirst().thread());
    assertThat(turns.getLast().tick()).isEqualTo(turns.getFirst().tick() + 20 + 1);
  }

  @Test
  @DisplayName("16 Child of a locked G: runs at 5 ms + t_h on another thread, inherits the tick")
  void scenario16ChildOfLocked() {
    Simulation simulation = childOfLocked(1);
    simulation.runUntil(8 * MS);
    Bench.Execution parent = bench.first("A");
    Bench.Execution child = bench.first("K");
    // the first hand-off of a process also makes the thread
    assertThat(child.at()).isBetween(5 * MS + HANDOFF, 5 * MS + HANDOFF + Durations.CREATE_THREAD);
    assertThat(child.thread()).isNotEqualTo(parent.thread());
    assertThat(child.g().lockedM).isNull();
    assertThat(child.inherited()).isTrue();
    assertThat(child.tick()).isEqualTo(parent.tick());
    simulation.runUntil(30 * MS);
    Bench.Execution back = bench.all("A").getLast();
    assertThat(bench.all("A")).hasSize(2);
    assertThat(back.thread()).isEqualTo(parent.thread());
    assertThat(back.tick()).isEqualTo(parent.tick() + 1);
  }

  @Test
  @DisplayName("16 Child of a locked G with an idle second P: stolen after the back-off")
  void scenario16ChildIsStolen() {
    childOfLocked(2).runUntil(4 * MS);
    Bench.Execution child = bench.first("K");
    assertThat(child.p()).isEqualTo(1);
    assertThat(child.at()).isBetween(55 * US, 200 * US);
    assertThat(child.tick()).isEqualTo(1);
  }

  /** A, locked, spawns K, computes 5 ms and blocks; K sends what A waits for, after 10 ms. */
  private Simulation childOfLocked(int procs) {
    Program k = Program.named("K").spend(10_000_000).send(0).build();
    Program a = Program.named("A").lock().spawn(k, 1).spend(5_000_000).receive(0).build();
    return Simulation.of(a, NO_GLOBAL_CHECK, Bench.durations(0, 0, HANDOFF))
        .procs(procs)
        .channels(0)
        .sysmonBackedOff(50 * MS)
        .observer(bench)
        .build();
  }

  @Test
  @DisplayName("15 Locked Gosched alone: the P goes M1, M2, M1; 2 wake-ups; +1 tick in total")
  void scenario15LockedGoschedAlone() {
    Program a = Program.named("A").lock().body().yield().times(100).build();
    Simulation simulation = start(a, 1);
    simulation.runUntil(20 * MS);
    List<Bench.Execution> turns = bench.executions;
    assertThat(turns).hasSize(101).allSatisfy(e -> assertThat(e.g().program()).isSameAs(a));
    assertThat(turns).extracting(Bench.Execution::thread).containsOnly(0);
    assertThat(simulation.p(0).schedtick()).isEqualTo(turns.getFirst().tick() + 100);
    // one hand-over to M2 and one back a round, and the last when A ends and its thread with it
    assertThat(simulation.counters().handoffs).isEqualTo(2 * 100 + 1);
    // M2 is woken and M1 is: two hand-offs a round once M2 exists
    assertThat(turns.get(100).at() - turns.get(99).at()).isEqualTo(2 * HANDOFF);
  }

  private Simulation start(Program main, int procs) {
    return Simulation.of(main, NO_GLOBAL_CHECK, Bench.durations(0, 0, HANDOFF))
        .procs(procs)
        .channels(0)
        .sysmonBackedOff(50 * MS)
        .observer(bench)
        .build();
  }

  @Test
  @DisplayName("Lock calls nest: the last Unlock unwires, one too many does nothing")
  void locksNest() {
    Program other = Program.named("B").body().yield().times(20).build();
    Program a =
        Program.named("A")
            .unlock()
            .spawn(other, 1)
            .lock()
            .lock()
            .unlock()
            .yield()
            .unlock()
            .unlock()
            .yield()
            .build();
    Simulation simulation = start(a, 1);
    simulation.runUntil(MS);
    List<Bench.Execution> turns = bench.all("A");
    assertThat(turns).hasSize(3);
    assertThat(turns.get(1).thread()).as("still locked").isEqualTo(turns.get(0).thread());
    assertThat(bench.first("B").thread()).isNotEqualTo(turns.get(0).thread());
    assertThat(turns.get(2).g().lockedM).isNull();
    assertThat(simulation.counters().handoffs).as("one yield while locked").isEqualTo(2);
  }

  @Test
  @DisplayName("Exit while locked: the thread ends, the P goes on with another one")
  void exitWhileLocked() {
    Program next = Program.named("B").spend(1_000).build();
    Program a = Program.named("A").lock().lock().spawn(next, 1).build();
    start(a, 1).runUntil(MS);
    assertThat(bench.exited).containsExactly("A", "B");
    assertThat(bench.first("B").thread()).isNotEqualTo(bench.first("A").thread());
    assertThat(bench.first("B").at()).as("a thread is made").isPositive();
    // the dead thread is never seen again, however many are needed
    Bench many = new Bench();
    Program lives = Program.named("L").lock().spend(1_000).build();
    Program main = Program.named("main").spawn(lives, 30).block().build();
    Simulation.of(main, NO_GLOBAL_CHECK, free())
        .sysmonBackedOff(50 * MS)
        .observer(many)
        .build()
        .runUntil(9 * MS);
    assertThat(many.all("L")).extracting(Bench.Execution::thread).doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("The template thread clones for a locked one: a wake-up later, if no M idles")
  void templateThread() {
    Durations durations = Bench.waking(HANDOFF, 7 * US);
    long[] starts = new long[2];
    for (int i = 0; i < 2; i++) {
      Rules rules = i == 0 ? NO_GLOBAL_CHECK : NO_GLOBAL_CHECK.without(Rule.TEMPLATE_THREAD);
      Bench seen = new Bench();
      Program a = Program.named("A").lock().spawn(once("K"), 1).block().build();
      Simulation.of(a, rules, durations)
          .sysmonBackedOff(50 * MS)
          .observer(seen)
          .build()
          .runUntil(MS);
      starts[i] = seen.first("K").at();
    }
    assertThat(starts[1]).isEqualTo(Durations.CREATE_THREAD);
    assertThat(starts[0]).isEqualTo(Durations.CREATE_THREAD + 7 * US);
  }

  @Test
  @DisplayName("16 Child of a locked G: with the lock inherited it is wired to a thread of its own")
  void childInheritsLockCounterfactual() {
    Program k = Program.named("K").yield().yield().block().build();
    Program a = Program.named("A").lock().spawn(k, 1).block().build();
    Simulation.of(a, NO_GLOBAL_CHECK.with(Rule.CHILD_INHERITS_LOCK), free())
        .sysmonBackedOff(50 * MS)
        .observer(bench)
        .build()
        .runUntil(MS);
    List<Bench.Execution> turns = bench.all("K");
    assertThat(turns).hasSize(3).extracting(Bench.Execution::inherited).containsOnly(false);
    assertThat(turns).extracting(Bench.Execution::thread).containsOnly(turns.get(0).thread());
    assertThat(turns.get(0).thread()).isNotEqualTo(bench.first("A").thread());
    assertThat(turns.get(0).g().lockedM).isNotNull();
  }
}
