package io.fairlane.analysis.cli;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Scenario;
import io.fairlane.runner.go.GoTrace;
import io.fairlane.runner.go.GoTraces;
import io.fairlane.sim.trace.ChromeTrace;
import io.fairlane.sim.trace.Schedule;
import io.fairlane.sim.trace.TracedRun;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** {@code measure --trace}: one short traced run of real Go for each arm, in place of trials. */
final class MeasuredTrace {
  private static final List<Double> FIRST_100_MS = List.of(0.0, 100.0);

  @Option(
      names = "--trace",
      paramLabel = "<file.json>",
      description =
          "Measure nothing: run real Go once per arm with its tracer on and write the schedule as"
              + " simulate --trace does. Go >= 1.23.")
  private Path trace;

  @Option(
      names = "--trace-window",
      split = ",",
      paramLabel = "<from,to>",
      description =
          "Which ms of the consumer's clock are traced, at most 1,000 of them; the run ends with"
              + " them. Default: 0,100.")
  private List<Double> window = new ArrayList<>();

  @Option(
      names = "--trace-limit",
      paramLabel = "<n>",
      description =
          "Most changes of state kept per arm; the window is cut where it is reached. Default:"
              + " ${DEFAULT-VALUE}.")
  private int limit = TracedRun.LIMIT;

  boolean wanted() {
    if (trace == null && (!window.isEmpty() || limit != TracedRun.LIMIT)) {
      throw Refusal.badInput("nothing is traced: add --trace <file>");
    }
    return trace != null;
  }

  int write(Shell shell, ScenarioOptions what) throws InterruptedException {
    check(what);
    Scenario scenario = what.scenario();
    List<Arm> arms = what.arms().isEmpty() ? Runtime.GO.arms() : what.arms();
    GoTraces traces = new GoTraces();
    arms.forEach(arm -> traces.require(scenario, arm));
    try (ChromeTrace file = new ChromeTrace(trace, about(scenario, what.seed))) {
      for (Arm arm : arms) {
        shell.console().remark("tracing go " + arm.label());
        GoTrace seen = traces.run(scenario, arm, what.seed, from(), to(), limit);
        String title = "measured go " + arm.label();
        if (seen == null) {
          shell.console().remark(title + ": not traced, its consumer has finished before");
          continue;
        }
        if (!seen.began()) {
          shell.console().remark(beforeWindow(title));
          continue;
        }
        if (seen.full()) {
          shell
              .console()
              .remark(
                  "%s: traced to %.1f ms, the limit of %,d was reached"
                      .formatted(title, seen.toNs() / 1e6, limit));
        }
        Schedule schedule = GoSchedule.of(seen, title, scenario.processors());
        file.add(schedule);
        Tracing.tables(trace, title, schedule);
      }
    } catch (UncheckedIOException e) {
      throw Tracing.notWritable(trace, e.getCause());
    }
    return 0;
  }

  private String beforeWindow(String title) {
    return "%s: not traced, the states in which its goroutines were found took the limit of %,d"
            .formatted(title, limit)
        + ": raise --trace-limit";
  }

  private void check(ScenarioOptions what) {
    if (!what.runtimes().equals(List.of(Runtime.GO))) {
      throw Refusal.badInput(
          "measure --trace watches the Go runtime only: give --runtime go (simulate --trace shows"
              + " the model of either)");
    }
    Usage.atLeast("--trace-limit", limit, 1);
    boolean fits =
        window().size() == 2
            && from() >= 0
            && to() > from()
            && to() - from() <= GoTraces.LONGEST_MS
            && to() <= 1e9;
    if (!fits) {
      throw Refusal.badInput(
          "--trace-window takes two times in ms of the consumer's clock, the earlier first and at"
              + " most 1,000 ms apart, for example 0,100: traces of Go grow by megabytes a second");
    }
  }

  private List<Double> window() {
    return window.isEmpty() ? FIRST_100_MS : window;
  }

  private double from() {
    return window().get(0);
  }

  private double to() {
    return window().get(1);
  }

  private Map<String, String> about(Scenario scenario, long seed) {
    Map<String, String> about = new LinkedHashMap<>();
    about.put("tool", "fairlane " + Versions.tool());
    about.put("scenario", scenario.name());
    about.put("seed", Long.toString(seed));
    about.put("clock", "ts 0 is the consumer's first instruction, in every process");
    about.put("window_ms", from() + " to " + to());
    about.put("source", "runtime/trace of a real run");
    return about;
  }
}
