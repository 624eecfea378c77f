package io.fairlane.analysis.cli;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Costs;
import io.fairlane.experiment.Manifest;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Scenario;
import io.fairlane.sim.replication.Batch;
import io.fairlane.sim.replication.Model;
import io.fairlane.sim.replication.Replication;
import io.fairlane.sim.trace.ChromeTrace;
import io.fairlane.sim.trace.Schedule;
import io.fairlane.sim.trace.TimelineSvg;
import io.fairlane.sim.trace.TracedRun;
import io.fairlane.sim.trace.TransitionTables;
import io.fairlane.sim.trace.Window;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Runs one replication of each arm once more, watched, and writes down what was seen. All arms go
 * into one trace, a process each: Perfetto then shows them below each other on one time axis, and
 * arms are compared at the same moment of their consumers' clocks.
 */
final class Tracing {
  private static final double PS_PER_MS = 1e9;

  /** Shown where no fair consumer is ever preempted. */
  private static final double DEFAULT_MS = 20;

  private final Console console;
  private final TraceOptions options;
  private final String rules;

  /**
   * @param rules name of a preset; null for each runtime's newest
   */
  Tracing(Console console, TraceOptions options, String rules) {
    this.rules = rules;
    this.console = console;
    this.options = options;
  }

  void write(Manifest manifest, Map<Runtime, List<Arm>> arms, Map<Runtime, Costs> costs) {
    Map<String, TracedRun> runs = new LinkedHashMap<>();
    arms.forEach(
        (runtime, list) -> {
          for (Arm arm : list) {
            runs.put(
                runtime.label() + " " + arm.label(),
                TracedRun.of(
                    Replication.setup(
                        Batch.one(
                            manifest.scenario(),
                            runtime,
                            arm,
                            costs.get(runtime),
                            manifest.seed(),
                            options.replication,
                            Model.of(RuleSets.named(rules, runtime))),
                        arm,
                        options.replication),
                    arm.outsideRunQueues()));
          }
        });
    Window window = options.window() == null ? telling(runs) : options.window();
    List<Schedule> drawn = new ArrayList<>();
    if (options.trace == null) {
      runs.forEach((title, run) -> record(title, run, window, drawn));
    } else {
      try (ChromeTrace trace = new ChromeTrace(options.trace, about(manifest, window))) {
        runs.forEach(
            (title, run) -> {
              Schedule schedule = record(title, run, window, drawn);
              if (schedule != null) {
                trace.add(schedule);
                tables(options.trace, title, schedule);
              }
            });
      } catch (UncheckedIOException e) {
        throw notWritable(options.trace, e.getCause());
      }
    }
    if (options.timeline != null && !drawn.isEmpty()) {
      draw(manifest, drawn);
    }
  }

  /**
   * The first replication of each arm around the moment that tells most, drawn below each other.
   *
   * @param arms fair first
   * @param seed of the replications
   */
  static String drawn(Scenario scenario, Runtime runtime, List<Arm> arms, Costs costs, long seed) {
    Map<String, TracedRun> runs = new LinkedHashMap<>();
    for (Arm arm : arms) {
      runs.put(
          runtime.label() + " " + arm.label(),
          TracedRun.of(
              Replication.setup(
                  Batch.one(scenario, runtime, arm, costs, seed, 0, Model.of(runtime)), arm, 0),
              arm.outsideRunQueues()));
    }
    Window window = telling(runs);
    List<Schedule> schedules = new ArrayList<>();
    runs.forEach(
        (title, run) -> {
          Schedule schedule = run.record(title, window, TracedRun.LIMIT);
          if (schedule != null) {
            schedules.add(schedule);
          }
        });
    return schedules.isEmpty()
        ? null
        : TimelineSvg.of("Simulated schedule of " + scenario.name(), schedules);
  }

  /** Around the consumer's first preemption in a fair arm, which is what the other arms avoid. */
  private static Window telling(Map<String, TracedRun> runs) {
    for (Map.Entry<String, TracedRun> run : runs.entrySet()) {
      if (run.getKey().endsWith(Arm.FAIR.label())) {
        OptionalLong first = run.getValue().firstPreemption();
        if (first.isPresent()) {
          return Window.around(first.getAsLong());
        }
      }
    }
    return Window.first(DEFAULT_MS);
  }

  /** Null, and a remark, if there is nothing in the window. Kept only if it will be drawn. */
  private Schedule record(String title, TracedRun run, Window window, List<Schedule> drawn) {
    Schedule schedule = run.record(title, window, options.limit);
    if (schedule == null) {
      console.remark(
          "%s: not traced, its consumer has finished before %s ms"
              .formatted(title, ms(window.fromPs())));
      return null;
    }
    if (schedule.full()) {
      console.remark(
          "%s: traced to %s ms, %s to %s ms left out: the limit of %,d was reached"
              .formatted(
                  title,
                  ms(schedule.window().toPs()),
                  ms(schedule.window().toPs()),
                  ms(window.toPs()),
                  options.limit));
    }
    if (options.timeline != null) {
      drawn.add(schedule);
    }
    return schedule;
  }

  private Map<String, String> about(Manifest manifest, Window window) {
    Map<String, String> about = new LinkedHashMap<>();
    about.put("tool", "fairlane " + manifest.tool());
    about.put("scenario", manifest.scenario().name());
    about.put("seed", Long.toString(manifest.seed()));
    about.put("replication", Integer.toString(options.replication));
    about.put("clock", "ts 0 is the consumer's first instruction, in every process");
    about.put("window_ms", ms(window.fromPs()) + " to " + ms(window.toPs()));
    about.put("limit", options.limit + " things recorded per process");
    return about;
  }

  /** Beside the trace. */
  static void tables(Path trace, String title, Schedule schedule) {
    String name = trace.getFileName().toString().replaceFirst("\\.json$", "");
    String stem = name + "-" + title.replace(' ', '-') + "-";
    TransitionTables.writeGs(schedule, trace.resolveSibling(stem + "g_transitions.csv"));
    TransitionTables.writePs(schedule, trace.resolveSibling(stem + "p_transitions.csv"));
  }

  private void draw(Manifest manifest, List<Schedule> schedules) {
    String title = "Simulated schedule of " + manifest.scenario().name();
    try {
      Files.writeString(options.timeline, TimelineSvg.of(title, schedules));
    } catch (IOException e) {
      throw notWritable(options.timeline, e);
    }
  }

  static Refusal notWritable(Path file, IOException why) {
    return Refusal.badInput("cannot write " + file + " (" + why.getClass().getSimpleName() + ")");
  }

  private static String ms(long ps) {
    return String.format(Locale.ROOT, "%.3f", ps / PS_PER_MS).replaceFirst("\\.?0+$", "");
  }
}
