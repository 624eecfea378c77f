package io.fairlane.sim.gpm;

import static io.fairlane.sim.gpm.Bench.MS;
import static io.fairlane.sim.gpm.Bench.NO_GLOBAL_CHECK;
import static io.fairlane.sim.gpm.Bench.US;
import static io.fairlane.sim.gpm.Bench.once;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.sim.program.Program;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Conformance scenario 5: a runnext is stolen late, and only if its owner does not run it. */
class StealConformanceTest {
  private final Bench bench = new Bench();

  @Test
  @DisplayName("5 Runnext theft: P1 takes X after the back-off of 55 us, tick + 1 on P1")
  void scenario05Stolen() {
    ownerComputesFor(1_000_000);
    Bench.Execution x = bench.first("X");
    assertThat(x.p()).isEqualTo(1);
    assertThat(x.at()).isEqualTo(Durations.CREATE_THREAD + 55 * US);
    assertThat(x.tick()).isEqualTo(1);
    assertThat(x.inherited()).isFalse();
  }

  @Test
  @DisplayName("5 Runnext theft: an owner that blocks after 10 us runs X itself, in its own slice")
  void scenario05OwnerIsFaster() {
    Simulation simulation = ownerComputesFor(10_000);
    Bench.Execution x = bench.first("X");
    assertThat(x.p()).isZero();
    assertThat(x.at()).isEqualTo(10 * US);
    assertThat(x.inherited()).isTrue();
    assertThat(simulation.p(1).schedtick()).as("P1 gets nothing").isZero();
  }

  private Simulation ownerComputesFor(long nanos) {
    Program main = Program.named("main").spawn(once("X"), 1).spend(nanos).block().build();
    Simulation simulation =
        Simulation.of(main, NO_GLOBAL_CHECK, Bench.free())
            .procs(2)
            .sysmonBackedOff(10 * MS)
            .observer(bench)
            .build();
    simulation.runUntil(2 * MS);
    return simulation;
  }
}
