package io.fairlane.sim.gpm;

import static io.fairlane.sim.gpm.Bench.MS;
import static io.fairlane.sim.gpm.Bench.NO_GLOBAL_CHECK;
import static io.fairlane.sim.gpm.Bench.US;
import static io.fairlane.sim.gpm.Bench.free;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.sim.program.Program;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** System calls and sysmon's retake (spec section 7), and sysmon's schedule. */
class SyscallTest {
  private final Bench bench = new Bench();

  private Simulation start(Program main, int procs, long firstSample) {
    SimulationSetup setup =
        Simulation.of(main, NO_GLOBAL_CHECK, free()).procs(procs).channels(0).observer(bench);
    return (firstSample < 0 ? setup : setup.sysmonBackedOff(firstSample)).build();
  }

  private static final Program HOG = Program.named("hog").body().spend(1_000_000).yield().forEver();

  @Test
  @DisplayName("A short call keeps its P: it goes on there, on the same tick, nobody else has run")
  void shortCallKeepsItsP() {
    Program main = Program.named("main").spawn(HOG, 1).syscall(500_000).spend(1).build();
    start(main, 1, 10 * MS).runUntil(5 * MS);
    Bench.Execution back = bench.all("main").getLast();
    assertThat(back.at()).isEqualTo(500 * US);
    assertThat(back.tick()).isEqualTo(bench.first("main").tick());
    assertThat(bench.first("hog").at()).isGreaterThan(500 * US);
  }

  @Test
  @DisplayName(
      "Two samples in one call: the P is taken, and frequent sampling ends a slice after 11 ms, not"
          + " 20")
  void retakeAfterTwoSamples() {
    Program hog = Program.named("hog").spend(100_000_000).build();
    Program main =
        Program.named("main")
            .spawn(hog, 1)
            // kicks the hog to the ring, so that its tick is its own
            .spawn(Bench.once("other"), 1)
            .syscall(35_000_000)
            .spend(1)
            .build();
    start(main, 1, 10 * MS).runUntil(60 * MS);
    Bench.Execution taken = bench.first("hog");
    assertThat(taken.at()).isBetween(20 * MS, 20 * MS + 40 * US);
    assertThat(taken.thread()).isNotEqualTo(bench.first("main").thread());
    // sysmon began anew at 20 us; its first sample after 10 ms is 11.22 ms after that
    assertThat(bench.preemptions.getFirst().at() - taken.at()).isBetween(11_100 * US, 11_220 * US);
    // 35 ms: no P is free, so main waits at the global tail for the slice of 31.22 to 51.22 ms
    Bench.Execution back = bench.all("main").getLast();
    assertThat(back.at()).isEqualTo(51_220 * US);
    assertThat(back.inherited()).isFalse();
  }

  @Test
  @DisplayName("Nobody needs a P in a call for 10 ms if its queue is empty and another P idles")
  void retakeIsPatient() {
    Program main = Program.named("main").syscall(9_000_000).spend(20_000_000).build();
    // 20 us cadence: hundreds of samples meet the same call
    Simulation simulation = start(main, 2, -1);
    simulation.runUntil(8 * MS);
    assertThat(simulation.p(0).status).isEqualTo(P.Status.SYSCALL);
    simulation.runUntil(20 * MS);
    assertThat(bench.all("main").getLast().p()).isZero();
    Bench other = new Bench();
    Simulation longer =
        Simulation.of(
                Program.named("main").syscall(30_000_000).spend(1).build(), NO_GLOBAL_CHECK, free())
            .procs(2)
            .observer(other)
            .build();
    longer.runUntil(29 * MS);
    assertThat(longer.p(0).status).isEqualTo(P.Status.IDLE);
  }

  @Test
  @DisplayName("A call known to block hands its P over at once; it comes back to an idle P")
  void blockingCall() {
    Program main = Program.named("main").spawn(HOG, 1).blockingSyscall(3_500_000).build();
    start(main, 2, 10 * MS).runUntil(9 * MS);
    assertThat(bench.first("hog").at()).isLessThan(100 * US);
    Bench.Execution back = bench.all("main").getLast();
    assertThat(back.at()).isEqualTo(3_500 * US);
    assertThat(back.p()).isNotEqualTo(bench.all("hog").getLast().p());
  }

  @Test
  @DisplayName("A locked G that finds no P after its call waits at the global tail for its thread")
  void lockedCall() {
    Program a = Program.named("A").lock().spawn(HOG, 1).blockingSyscall(3_500_000).build();
    start(a, 1, 10 * MS).runUntil(9 * MS);
    Bench.Execution back = bench.all("A").getLast();
    assertThat(back.at()).isBetween(4 * MS, 5 * MS);
    assertThat(back.thread()).isEqualTo(bench.first("A").thread());
    assertThat(back.inherited()).isFalse();
    assertThat(bench.exited).containsExactly("A");
  }

  @Test
  @DisplayName("Thieves rob a P whose thread is in a call")
  void victimsInCalls() {
    Program main =
        Program.named("main").spawn(Bench.once("v"), 5).syscall(5_000_000).spend(1).build();
    start(main, 2, 10 * MS).runUntil(4 * MS);
    assertThat(bench.all("v")).hasSize(5).allSatisfy(e -> assertThat(e.p()).isEqualTo(1));
  }

  @Test
  @DisplayName("17 sysmon schedule: 51 sleeps of 20 us, doubling to 5.12 ms, then 10 ms for ever")
  void scenario17SysmonSchedule() {
    Program busy = Program.named("main").spend(10_000_000_000L).build();
    Simulation simulation = start(busy, 1, -1);
    long at = 0;
    for (int i = 1; i <= 51; i++) {
      at += 20 * US;
      assertThat(simulation.sysmon().nextSample()).isEqualTo(at);
      simulation.runUntil(at);
    }
    assertThat(at).isEqualTo(1_020 * US);
    for (long sleep = 40; sleep <= 5_120; sleep *= 2) {
      at += sleep * US;
      assertThat(simulation.sysmon().nextSample()).isEqualTo(at);
      simulation.runUntil(at);
    }
    assertThat(at).isEqualTo(11_220 * US);
    for (int i = 0; i < 3; i++) {
      at += 10 * MS;
      assertThat(simulation.sysmon().nextSample()).isEqualTo(at);
      simulation.runUntil(at);
    }
  }

  @Test
  @DisplayName("17 sysmon schedule: it restarts after a P was taken out of a system call")
  void scenario17RestartsAfterRetake() {
    Program main = Program.named("main").spawn(HOG, 1).syscall(100_000_000).build();
    Simulation simulation = start(main, 1, 10 * MS);
    simulation.runUntil(10 * MS);
    assertThat(simulation.sysmon().nextSample()).isEqualTo(20 * MS);
    simulation.runUntil(20 * MS);
    for (int i = 1; i <= 51; i++) {
      assertThat(simulation.sysmon().nextSample()).isEqualTo(20 * MS + i * 20 * US);
      simulation.runUntil(20 * MS + i * 20 * US);
    }
    assertThat(simulation.sysmon().nextSample()).isEqualTo(20 * MS + (51 * 20 + 40) * US);
  }

  @Test
  @DisplayName("While all Ps idle sysmon sleeps until the next timer; a system call wakes it")
  void deepSleep() {
    Program main =
        Program.named("main").sleep(500_000_000).syscall(1_000).spend(50_000_000).build();
    Simulation simulation = start(main, 1, 10 * MS);
    simulation.runUntil(100 * MS);
    assertThat(simulation.sysmon().nextSample()).isEqualTo(500 * MS);
    Program blocking = Program.named("main").blockingSyscall(300_000_000).spend(9_000_000).build();
    Simulation deep = start(blocking, 1, 10 * MS);
    deep.runUntil(299 * MS);
    assertThat(deep.sysmon().nextSample()).isGreaterThan(300 * MS);
    deep.runUntil(300 * MS);
    assertThat(deep.sysmon().nextSample()).isEqualTo(300 * MS + 20 * US);
  }
}
