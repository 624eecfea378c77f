package io.fairlane.analysis.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fairlane.analysis.compare.Runs;
import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Costs;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.ScenarioFiles;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Worked out by hand from the costs of {@link Runs#costs}: iteration 0.34, yield 180, send 16.2,
 * receive 13.1, ready 92, park 110, hand-off 4,100 (busy), 4,900 (idle), 52,000 (idle for long) ns.
 */
class ClosedFormTest {
  private static final Costs COSTS = Runs.costs(Runtime.GO);

  private static ClosedForm of(String... keys) {
    return new ClosedForm(ScenarioFiles.read("seed", List.of(keys)), COSTS);
  }

  /** 50,000 turns of 34,180 ns on two Ps; 13.1 ns of every 16.5 ms. */
  @Test
  void theSeed() {
    ClosedForm seed = of();
    assertThat(seed.lapNs()).isCloseTo(854.5e6, within(1.0));
    assertThat(seed.fairNs()).isCloseTo(29.3 + 0.00404 + 678.42121, within(1e-4));
    assertThat(seed.lockedNs()).isCloseTo(29.3 + 0.08604, within(1e-4));
    assertThat(seed.speedup()).isCloseTo(707.72525 / 29.38604, within(1e-4));
  }

  /** Every message is a switch, and of a locked consumer a hand-off to an idle CPU. */
  @Test
  void unbufferedAndAlone() {
    ClosedForm pair = of("processors=1", "background.tasks=0", "channel.capacity=0");
    assertThat(pair.lapNs()).isZero();
    assertThat(pair.fairNs()).isCloseTo(29.3 + 202, within(1e-9));
    assertThat(pair.lockedNs()).isCloseTo(29.3 + 202 + 4_900, within(1e-9));
  }

  /** A background on every CPU keeps it busy; on one P of two CPUs a thread sleeps long. */
  @Test
  void aHandOffDependsOnTheCpu() {
    assertThat(of("channel.capacity=0").lockedNs()).isCloseTo(29.3 + 202 + 4_100, within(1e-9));
    ClosedForm slow = of("processors=1", "channel.capacity=8", "producers.work=100000");
    assertThat(slow.lockedNs()).isCloseTo(29.3 + 34_000 + (202 + 52_000) / 5.0, within(1e-6));
  }

  /** 700,000 receives take 9.17 ms, 800,000 take 10.48: then the lane does not help (R1). */
  @Test
  void aTurnLongerThanASliceIsPreempted() {
    assertThat(of("channel.capacity=700000").speedup()).isGreaterThan(20);
    assertThat(of("channel.capacity=800000").speedup()).isCloseTo(1, within(0.001));
  }

  @Test
  void whatTheFormulaHasNoWordFor() {
    Scenario seed = Runs.SEED;
    assertThat(ClosedForm.covers(seed, Arm.LOCKED)).isTrue();
    assertThat(ClosedForm.covers(seed, Arm.PINNED)).isFalse();
    assertThat(
            ClosedForm.covers(
                ScenarioFiles.read("seed", List.of("producers.rate=1000")), Arm.LOCKED))
        .isFalse();
    assertThat(
            ClosedForm.covers(
                ScenarioFiles.read("seed", List.of("consumer.lockedBy=parent")), Arm.LOCKED))
        .isFalse();
  }
}
