package io.fairlane.runner.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.experiment.ScenarioFiles;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A slice is as long as the scenario says, from the sample that saw its tick first. */
class SysmonTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 10, 35})
  void asksAfterATimeSlice(int millis) {
    PoolRules rules = PoolRules.of(ScenarioFiles.read("seed", List.of("timeSlice=" + millis)));
    Pool pool = new Pool(1, 0, rules);
    Sysmon sysmon = new Sysmon(pool);
    List<Boolean> asked = new ArrayList<>();
    Task hog =
        new Task(Task.Role.BACKGROUND) {
          @Override
          protected Outcome run(P p) {
            for (long at : new long[] {0, 1_000_000L * millis - 1, 1_000_000L * millis}) {
              sysmon.retake(5_000_000_000L + at);
              asked.add(p.mustLeave(this));
            }
            return Outcome.DONE;
          }
        };
    pool.readyFromOutside(hog); // not to runnext, whose slice goes on
    pool.ps().get(0).step();
    assertThat(asked).containsExactly(false, false, true);
  }
}
