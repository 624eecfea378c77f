package io.fairlane.sim.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.experiment.Arm;
import io.fairlane.sim.gpm.Simulation;
import io.fairlane.sim.gpm.SimulationSetup;
import io.fairlane.sim.replication.TraceHash;
import org.junit.jupiter.api.Test;

/** Equal histories have equal hashes, others differ. */
class TraceHashTest {
  private static long hash(SimulationSetup setup, long extraPs) {
    TraceHash hash = new TraceHash();
    assertThat(hash.wantsEveryTurn()).isFalse();
    Simulation simulation = setup.observer(hash).build();
    assertThat(simulation.runToClockStop(Long.MAX_VALUE - 1)).isTrue();
    if (extraPs > 0) {
      simulation.runUntil(simulation.now() + extraPs);
    }
    return hash.value();
  }

  @Test
  void oneSeedHasOneHashAndAnotherSeedAnother() {
    long seven = hash(Traced.small(Arm.FAIR, 7), 0);
    assertThat(hash(Traced.small(Arm.FAIR, 7), 0)).isEqualTo(seven);
    assertThat(hash(Traced.small(Arm.FAIR, 8), 0)).isNotEqualTo(seven);
  }

  @Test
  void armsDiffer() {
    assertThat(hash(Traced.idling(Arm.FAIR, 7), 0))
        .isNotEqualTo(hash(Traced.idling(Arm.LOCKED, 7), 0));
  }

  @Test
  void whatHappensLaterIsInIt() {
    assertThat(hash(Traced.idling(Arm.FAIR, 7), 0))
        .isNotEqualTo(hash(Traced.idling(Arm.FAIR, 7), Window.PS_PER_MS));
  }

  @Test
  void aTraceThatSawNothingHasAHashToo() {
    assertThat(new TraceHash().toString()).matches("[0-9a-f]{16}");
  }
}
