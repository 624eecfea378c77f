package io.fairlane.sim.gpm;

import static io.fairlane.sim.gpm.Bench.MS;
import static io.fairlane.sim.gpm.Bench.NO_GLOBAL_CHECK;
import static io.fairlane.sim.gpm.Bench.US;
import static io.fairlane.sim.gpm.Bench.free;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlane.sim.program.Program;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Sleep: who notices that a timer is due, and where the woken G runs (spec 2, steps 3 to 15). */
class TimerTest {
  private final Bench bench = new Bench();

  private Simulation start(Program main, Rules rules, int procs) {
    return start(main, rules, procs, 10 * MS);
  }

  /** sysmon's first sample ends a process in which nothing can happen any more. */
  private Simulation start(Program main, Rules rules, int procs, long firstSample) {
    return Simulation.of(main, rules, free())
        .procs(procs)
        .channels(0)
        .sysmonBackedOff(firstSample)
        .observer(bench)
        .build();
  }

  @Test
  @DisplayName("An idle process wakes up for a timer; the poller waits whole milliseconds")
  void idleProcessWakesUp() {
    Program main = Program.named("main").sleep(2_000_000).sleep(100_000).sleep(2_300_000).build();
    start(main, NO_GLOBAL_CHECK, 1, 60 * MS).runUntil(50 * MS);
    assertThat(bench.executions.stream().map(Bench.Execution::at))
        // 2.3 ms are waited for as 2 ms and then 1 ms
        .containsExactly(0L, 2 * MS, 3 * MS, 6 * MS);
    assertThat(bench.exited).containsExactly("main");
  }

  @Test
  @DisplayName("A sleeper is no deadlock; a process in which all are blocked is one")
  void sleepIsNoDeadlock() {
    Program main = Program.named("main").startClock().sleep(200_000_000).stopClock().build();
    assertThat(start(main, NO_GLOBAL_CHECK, 1).runToClockStop(1_000 * MS)).isTrue();
    Program stuck = Program.named("main").sleep(15_000_000).receive(0).stopClock().build();
    assertThatThrownBy(() -> start(stuck, NO_GLOBAL_CHECK, 2).runToClockStop(90_000 * MS))
        .hasMessageContaining("deadlock");
  }

  @Test
  @DisplayName("A busy P runs its timers when it schedules; the sleeper inherits the slice")
  void firedSleeperInherits() {
    Program hog = Program.named("hog").body().spend(700_000).yield().forEver();
    Program main = Program.named("main").spawn(hog, 1).sleep(1_000_000).build();
    start(main, NO_GLOBAL_CHECK, 1).runUntil(3 * MS);
    Bench.Execution woken = bench.all("main").getLast();
    assertThat(woken.at()).as("at the hog's second yield").isEqualTo(1_400 * US);
    assertThat(woken.inherited()).isTrue();
    assertThat(woken.tick())
        .isEqualTo(
            bench.all("hog").stream().filter(e -> e.at() < woken.at()).toList().getLast().tick());
  }

  @Test
  @DisplayName(
      "An idle P steals a due timer from a P that computes; the thief's slice is inherited")
  void timersAreStolen() {
    Program hog = Program.named("hog").spend(50_000_000).build();
    Program main = Program.named("main").spawn(hog, 1).sleep(2_000_000).build();
    Rules noTheft = NO_GLOBAL_CHECK.without(Rule.RUNNEXT_THEFT);
    start(main, noTheft, 2).runUntil(9 * MS);
    int hogsP = bench.first("hog").p();
    Bench.Execution woken = bench.all("main").getLast();
    assertThat(woken.p()).isNotEqualTo(hogsP);
    assertThat(woken.at()).isBetween(2 * MS, 2 * MS + 100 * US);
  }

  @Test
  @DisplayName("Without an idle P a timer waits for the hog's slice to end")
  void timerWaitsForTheSlice() {
    Program hog = Program.named("hog").spend(50_000_000).build();
    Program main = Program.named("main").spawn(hog, 1).sleep(2_000_000).build();
    start(main, NO_GLOBAL_CHECK, 1).runUntil(30 * MS);
    assertThat(bench.all("main").getLast().at()).isEqualTo(20 * MS);
  }

  @Test
  @DisplayName("Up to 1.13 one thread runs all timers: the sleeper goes to the global tail")
  void timerThread() {
    Program hog = Program.named("hog").body().spend(700_000).yield().forEver();
    Program main = Program.named("main").spawn(hog, 3).sleep(1_000_000).build();
    start(main, NO_GLOBAL_CHECK.without(Rule.P_TIMERS), 1).runUntil(9 * MS);
    Bench.Execution woken = bench.all("main").getLast();
    assertThat(woken.inherited()).isFalse();
    assertThat(woken.at()).as("behind the others").isEqualTo(2_800 * US);
    Bench idle = new Bench();
    Simulation.of(
            Program.named("main").sleep(2_000_000).build(),
            NO_GLOBAL_CHECK.without(Rule.P_TIMERS),
            free())
        .sysmonBackedOff(10 * MS)
        .observer(idle)
        .build()
        .runUntil(9 * MS);
    assertThat(idle.all("main").getLast().at()).isEqualTo(2 * MS);
  }

  @Test
  @DisplayName("A locked sleeper is woken on its own thread")
  void lockedSleeper() {
    Program a = Program.named("A").lock().sleep(3_000_000).build();
    start(a, NO_GLOBAL_CHECK, 2, 30 * MS).runUntil(20 * MS);
    assertThat(bench.all("A")).hasSize(2);
    assertThat(bench.all("A").getLast().thread()).isEqualTo(bench.first("A").thread());
    assertThat(bench.exited).containsExactly("A");
  }

  @Test
  @DisplayName("Two sleepers that wake each other's P hold its slice together (go#73964)")
  void manySleepersAllWake() {
    Program sleeper = Program.named("S").body().sleep(70_000).spend(1_000).times(50).build();
    Program main = Program.named("main").spawn(sleeper, 40).block().build();
    for (int procs : new int[] {1, 2, 5}) {
      Bench seen = new Bench();
      Simulation.of(main, Rules.GO_1_25, free())
          .procs(procs)
          .sysmonBackedOff(300 * MS)
          .observer(seen)
          .build()
          .runUntil(200 * MS);
      assertThat(seen.exited).hasSize(40);
    }
  }
}
