package io.fairlane.sim.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.experiment.Arm;
import io.fairlane.sim.trace.Schedule.Turn;
import org.junit.jupiter.api.Test;

/** What is recorded is the window, no more than the limit, and the same run as unseen. */
class TracedRunTest {
  @Test
  void nothingOutsideTheWindowIsRecorded() {
    Schedule all = Traced.small(Arm.FAIR, 0, 20, TracedRun.LIMIT);
    Schedule part = Traced.small(Arm.FAIR, 5, 6, TracedRun.LIMIT);
    assertThat(part.full()).isFalse();
    assertThat(part.window()).isEqualTo(Window.ofMs(5, 6));
    long from = part.window().fromPs();
    long to = part.window().toPs();
    assertThat(part.turns()).isNotEmpty().allMatch(turn -> turn.from() < to && turn.to() >= from);
    assertThat(part.turns().stream().filter(turn -> turn.to() <= to))
        .isNotEmpty()
        .isEqualTo(part.turns().stream().filter(turn -> turn.to() <= to).toList());
    for (Turn turn : part.turns()) {
      if (turn.to() != Schedule.OPEN) {
        assertThat(all.turns()).contains(turn);
      }
    }
  }

  @Test
  void theLimitCutsTheWindowAndSaysSo() {
    Schedule cut = Traced.small(Arm.FAIR, 0, 40, 200);
    assertThat(cut.full()).isTrue();
    assertThat(cut.window().toPs()).isLessThan(Window.ofMs(0, 40).toPs());
    assertThat(cut.turns().size() + cut.holds().size() + cut.samples().size()).isBetween(100, 400);
  }

  @Test
  void aWindowAfterTheEndHoldsNothing() {
    assertThat(Traced.small(Arm.LOCKED, 1e6, 1e6 + 1, TracedRun.LIMIT)).isNull();
  }

  @Test
  void theFirstPreemptionIsTheOneThatTheScheduleShows() {
    long seed = Traced.preempting();
    long at = TracedRun.of(Traced.small(Arm.FAIR, seed), false).firstPreemption().orElseThrow();
    Window around = Window.around(at);
    assertThat(around.toPs() - around.fromPs()).isEqualTo(20 * Window.PS_PER_MS);
    Schedule shown =
        TracedRun.of(Traced.small(Arm.FAIR, seed), false).record("fair", around, TracedRun.LIMIT);
    assertThat(shown.turns())
        .anyMatch(
            turn ->
                turn.to() == at
                    && turn.why() == io.fairlane.sim.gpm.Observer.Stop.PREEMPTED
                    && turn.who().role().equals("consumer"));
  }
}
