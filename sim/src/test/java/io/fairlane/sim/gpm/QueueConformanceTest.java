package io.fairlane.sim.gpm;

import static io.fairlane.sim.gpm.Bench.MS;
import static io.fairlane.sim.gpm.Bench.NO_GLOBAL_CHECK;
import static io.fairlane.sim.gpm.Bench.free;
import static io.fairlane.sim.gpm.Bench.once;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.sim.program.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Conformance scenarios 1 to 4 and 12 of the scheduler specification: who is where in line. */
class QueueConformanceTest {
  private final Bench bench = new Bench();

  @Test
  @DisplayName("1 Runnext LIFO: main spawns A, B, C and blocks; order C, A, B; ticks +0, +1, +2")
  void scenario01RunnextLifo() {
    Program main =
        Program.named("main")
            .spawn(once("A"), 1)
            .spawn(once("B"), 1)
            .spawn(once("C"), 1)
            .block()
            .build();
    Simulation.of(main, NO_GLOBAL_CHECK, free())
        .sysmonBackedOff(10 * MS)
        .observer(bench)
        .build()
        .runUntil(MS);
    assertThat(bench.order()).containsExactly("C", "A", "B");
    long tick = bench.first("main").tick();
    assertThat(bench.executions.stream().skip(1).map(Bench.Execution::tick))
        .containsExactly(tick, tick + 1, tick + 2);
  }

  @Test
  @DisplayName("2 Overflow: the oldest 128 and the inserted one go to the global tail")
  void scenario02Overflow() {
    spawnThreeHundred(NO_GLOBAL_CHECK);
    assertThat(bench.numbers())
        .containsExactlyElementsOf(
            join(
                range(300, 300), range(129, 256), range(258, 299), range(1, 128), range(257, 257)));
  }

  @Test
  @DisplayName("2 Overflow, with the 1/61 check and tick 1 when main blocks")
  void scenario02OverflowWithGlobalCheck() {
    spawnThreeHundred(Bench.GO);
    assertThat(bench.first("main").tick()).isEqualTo(1);
    assertThat(bench.numbers())
        .containsExactlyElementsOf(
            join(
                range(300, 300),
                range(129, 188),
                range(1, 1),
                range(189, 248),
                range(2, 2),
                range(249, 256),
                range(258, 299),
                range(3, 128),
                range(257, 257)));
  }

  private void spawnThreeHundred(Rules rules) {
    Program main = Program.named("main").spawn(once("G"), 300).block().build();
    Simulation simulation =
        Simulation.of(main, rules, free()).sysmonBackedOff(10 * MS).observer(bench).build();
    simulation.runUntil(MS);
  }

  @Test
  @DisplayName("3 Batch size: min(n, n/GOMAXPROCS + 1, 128); the 1/61 check takes exactly one")
  void scenario03BatchSize() {
    assertThat(taken(100, 2)).isEqualTo(51);
    assertThat(taken(1000, 2)).isEqualTo(128);
    assertThat(taken(1, 2)).isEqualTo(1);
    assertThat(taken(99, 2)).isEqualTo(50);
    assertThat(taken(890, 2)).isEqualTo(128);
    assertThat(taken(99, 1)).isEqualTo(99);
  }

  @Test
  @DisplayName("3 Batch size: the 1/61 check takes exactly one and leaves the ring alone")
  void scenario03GlobalCheckTakesOne() {
    Program main = Program.named("main").spawn(once("L"), 80).block().build();
    Simulation simulation =
        Simulation.of(main, Bench.GO, free()).sysmonBackedOff(10 * MS).observer(bench).build();
    for (int i = 0; i < 3; i++) {
      simulation.scheduler().queues().global.add(new G(1000 + i, once("global")));
    }
    simulation.runUntil(MS);
    // runnext, then 60 of the ring bring the tick to 61; the next round looks at the global queue
    assertThat(bench.order().subList(0, 63))
        .containsOnlyOnce("global")
        .satisfies(names -> assertThat(names.indexOf("global")).isEqualTo(61));
  }

  private static int taken(int global, int procs) {
    RunQueues queues = new RunQueues(Bench.GO, procs);
    for (int i = 0; i < global; i++) {
      queues.global.add(new G(i, once("G")));
    }
    P p = new P(0, Bench.GO);
    G first = queues.takeBatch(p);
    assertThat(first.id()).isZero();
    for (int i = 0; i < p.ringSize(); i++) {
      assertThat(p.ringAt(i).id()).isEqualTo(i + 1);
    }
    assertThat(queues.global.size()).isEqualTo(global - 1 - p.ringSize());
    return 1 + p.ringSize();
  }

  @Test
  @DisplayName("4 Steal half: of v1..v7 the thief takes v1..v4 and runs v4")
  void scenario04StealHalf() {
    P victim = new P(0, Bench.GO);
    P thief = new P(1, Bench.GO);
    for (int i = 1; i <= 7; i++) {
      victim.ringAdd(new G(i, once("v")));
    }
    assertThat(RunQueues.stealHalf(thief, victim).id()).isEqualTo(4);
    assertThat(ids(thief)).containsExactly(1L, 2L, 3L);
    assertThat(ids(victim)).containsExactly(5L, 6L, 7L);

    P lone = new P(2, Bench.GO);
    lone.ringAdd(new G(9, once("v")));
    assertThat(RunQueues.stealHalf(new P(3, Bench.GO), lone).id()).isEqualTo(9);
  }

  @Test
  @DisplayName("4 Steal half: a victim that never schedules is emptied as v4,v1,v2,v3,v6,v5,v7,v8")
  void scenario04TheThiefAloneRunsThemAll() {
    Program main = Program.named("main").spawn(once("v"), 8).spend(5_000_000).block().build();
    Simulation simulation =
        Simulation.of(main, NO_GLOBAL_CHECK, free())
            .procs(2)
            .sysmonBackedOff(50 * MS)
            .observer(bench)
            .build();
    simulation.runUntil(4 * MS);
    assertThat(bench.numbers()).containsExactly(4L, 1L, 2L, 3L, 6L, 5L, 7L, 8L);
    assertThat(bench.executions.stream().skip(1).map(Bench.Execution::p)).containsOnly(1);
  }

  @Test
  @DisplayName("12 Gosched vs runnext: X inherits, then Y, then the batch Z, A; ticks +0 to +3")
  void scenario12GoschedVersusRunnext() {
    Program a = Program.named("A").spawn(once("Y"), 1).spawn(once("X"), 1).yield().build();
    Simulation simulation =
        Simulation.of(a, NO_GLOBAL_CHECK, free()).sysmonBackedOff(10 * MS).observer(bench).build();
    simulation.scheduler().queues().global.add(new G(99, once("Z")));
    simulation.runUntil(MS);
    assertThat(bench.order()).containsExactly("X", "Y", "Z", "A");
    long tick = bench.executions.getFirst().tick();
    assertThat(bench.executions.stream().skip(1).map(Bench.Execution::tick))
        .containsExactly(tick, tick + 1, tick + 2, tick + 3);
  }

  private static List<Long> ids(P p) {
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < p.ringSize(); i++) {
      ids.add(p.ringAt(i).id());
    }
    return ids;
  }

  private static List<Long> range(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }

  @SafeVarargs
  private static List<Long> join(List<Long>... parts) {
    List<Long> all = new ArrayList<>();
    for (List<Long> part : parts) {
      all.addAll(part);
    }
    return all;
  }
}
