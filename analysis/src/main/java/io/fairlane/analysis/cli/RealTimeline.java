package io.fairlane.analysis.cli;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Progress;
import io.fairlane.experiment.Scenario;
import io.fairlane.runner.go.GoTrace;
import io.fairlane.runner.go.GoTraces;
import io.fairlane.sim.gpm.Observer.Stop;
import io.fairlane.sim.program.Workload;
import io.fairlane.sim.trace.Schedule;
import io.fairlane.sim.trace.TimelineSvg;
import io.fairlane.sim.trace.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Real Go's schedule, drawn as the model's is: around the fair consumer's first preemption. */
final class RealTimeline {
  /** How long a run is traced (ms of the consumer's clock) in the hope of a preemption. */
  private static final double TRACED_MS = 200;

  private static final double SHOWN_MS = 20;

  /** Most changes of state kept: a crowd of 200,000 is spawned before the clock starts. */
  private static final int LIMIT = 1_000_000;

  private static final long PS_PER_NS = 1_000;

  private final GoTraces traces = new GoTraces();

  /**
   * Runs Go once per arm with its tracer on.
   *
   * @param arms fair first
   * @param progress told arm by arm; reading a trace takes up to a minute
   * @return an SVG; null if every consumer had finished before there was anything to see
   * @throws io.fairlane.experiment.Refusal (host cannot) if there is no Go, or an old one
   */
  String draw(Scenario scenario, List<Arm> arms, long seed, Progress progress)
      throws InterruptedException {
    Map<String, GoTrace> seen = new LinkedHashMap<>();
    for (Arm arm : arms) {
      progress.at("tracing go " + arm.label(), seen.size(), arms.size());
      GoTrace trace = traces.run(scenario, arm, seed, 0, TRACED_MS, LIMIT);
      if (trace != null && trace.began()) {
        seen.put("go " + arm.label(), trace);
      }
    }
    Window window = telling(seen, scenario.processors());
    List<Schedule> schedules = new ArrayList<>();
    seen.forEach(
        (title, trace) -> {
          // one that ended, or was cut, before would be drawn as if nobody had run
          if (trace.toNs() * PS_PER_NS >= window.toPs()) {
            schedules.add(GoSchedule.of(trace, title, scenario.processors(), window));
          }
        });
    return schedules.isEmpty()
        ? null
        : TimelineSvg.of("Traced schedule of " + scenario.name(), schedules);
  }

  private static Window telling(Map<String, GoTrace> seen, int processors) {
    for (Map.Entry<String, GoTrace> run : seen.entrySet()) {
      if (run.getKey().endsWith(Arm.FAIR.label())) {
        OptionalLong first = firstPreemption(run.getValue(), processors);
        if (first.isPresent()) {
          return Window.around(first.getAsLong());
        }
      }
    }
    return Window.first(SHOWN_MS);
  }

  private static OptionalLong firstPreemption(GoTrace trace, int processors) {
    return GoSchedule.of(trace, "", processors).turns().stream()
        .filter(turn -> turn.who().role().equals(Workload.CONSUMER))
        .filter(turn -> turn.why() == Stop.PREEMPTED)
        .mapToLong(Schedule.Turn::to)
        .filter(at -> at >= 0)
        .min();
  }
}
