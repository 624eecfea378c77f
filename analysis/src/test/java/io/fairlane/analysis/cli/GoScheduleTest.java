package io.fairlane.analysis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.runner.go.GoTrace;
import io.fairlane.runner.go.GoTrace.Transition;
import io.fairlane.sim.trace.ChromeTrace;
import io.fairlane.sim.trace.Schedule;
import io.fairlane.sim.trace.TimelineSvg;
import io.fairlane.sim.trace.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A producer wakes the consumer, is preempted; the crowd yields; in Go's words and in ours. */
class GoScheduleTest {
  private static Transition g(long at, long id, String from, String to, String why, long by) {
    return new Transition(at, false, id, from, to, why, by, 7, 0);
  }

  private static final GoTrace TRACE =
      new GoTrace(
          List.of(
              new Transition(-5, true, 0, "Undetermined", "Running", "", -1, 7, -1),
              g(-4, 2, "Undetermined", "Running", "", -1),
              g(10, 3, "Undetermined", "Waiting", "chan receive", -1),
              g(20, 3, "Waiting", "Runnable", "", 2),
              g(30, 2, "Running", "Runnable", "preempted", 2),
              g(32, 3, "Runnable", "Running", "", -1),
              g(40, 3, "Running", "Waiting", "chan receive", 3),
              g(42, 1, "Undetermined", "Runnable", "", -1),
              g(43, 1, "Runnable", "Running", "", -1),
              g(60, 1, "Running", "Runnable", "runtime.Gosched", 1),
              new Transition(70, true, 0, "Running", "Idle", "", -1, 7, 0)),
          Map.of(1L, "background", 2L, "producer", 3L, "consumer"),
          0,
          100,
          false);

  @Test
  void theTableHasTheModelsColumnsAndWords(@TempDir Path folder) throws IOException {
    Schedule schedule = GoSchedule.of(TRACE, "measured go fair", 1);
    Tracing.tables(folder.resolve("x.json"), schedule.title(), schedule);
    assertThat(folder.resolve("x-measured-go-fair-g_transitions.csv"))
        .hasContent(
            """
            g,from_state,to_state,reason,duration_ns,end_time_ns,stack_id,src_stack_id,src_g,src_m,src_p
            2,undetermined,running,,0,0,,,,7,0
            3,waiting,runnable,,20,20,,,2,7,0
            2,running,runnable,preempted,30,30,,,2,7,0
            3,runnable,running,,12,32,,,,7,0
            3,running,waiting,chan receive,8,40,,,3,7,0
            1,runnable,running,,43,43,,,,7,0
            1,running,runnable,runtime.Gosched,17,60,,,1,7,0
            """);
    assertThat(folder.resolve("x-measured-go-fair-p_transitions.csv"))
        .hasContent(
            """
            p,from_state,to_state,duration_ns,end_time_ns,src_p,src_g,src_m
            0,undetermined,running,0,0,,,7
            0,running,idle,70,70,0,,7
            """);
  }

  @Test
  void aPartOfItIsDrawnWithoutWhatNobodySaw() {
    Schedule part = GoSchedule.of(TRACE, "go fair", 1, new Window(35_000, 50_000));
    assertThat(part.turns())
        .extracting(turn -> turn.who().role())
        .containsExactlyInAnyOrder("consumer", "background");
    assertThat(TimelineSvg.of("traced", List.of(part)))
        .contains("The consumer ran 0.0 of 0.0 ms.")
        .doesNotContain("in the channel", "messages received", "behind");
  }

  @Test
  void theChromeTraceHasTurnsWithoutTicks(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("x.json");
    try (ChromeTrace trace = new ChromeTrace(file, Map.of())) {
      trace.add(GoSchedule.of(TRACE, "measured go fair", 1));
    }
    assertThat(Files.readString(file))
        .contains("\"consumer#3\"", "\"producer#2 preempted\"", "\"wake-up\"")
        .doesNotContain("tick");
  }
}
