package io.fairlane.analysis.cli;

import io.fairlane.experiment.Refusal;
import io.fairlane.sim.trace.TracedRun;
import io.fairlane.sim.trace.Window;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What of a simulated schedule is to be seen: files, replication, window, limit. */
final class TraceOptions {
  private static final double LONGEST_MS = 1e9;

  @Option(
      names = "--trace",
      paramLabel = "<file.json>",
      description =
          "Write the schedule of one replication as a Chrome trace (open it at"
              + " https://ui.perfetto.dev), and g_transitions and p_transitions as CSV beside it.")
  Path trace;

  @Option(
      names = "--timeline",
      paramLabel = "<file.svg>",
      description = "Draw the schedule of one replication.")
  Path timeline;

  @Option(
      names = "--trace-replication",
      paramLabel = "<n>",
      description = "Which replication is shown, as numbered in trials.csv. Default: 0.")
  int replication;

  @Option(
      names = "--trace-window",
      split = ",",
      paramLabel = "<from,to>",
      description =
          "Which ms of the consumer's clock are shown. Default: 20 ms around its first preemption"
              + " in the fair arm; the first 20 ms if there is none.")
  private List<Double> window = new ArrayList<>();

  @Option(
      names = "--trace-limit",
      paramLabel = "<n>",
      description =
          "Most turns, wake-ups and samples recorded per arm; the window is cut where it is"
              + " reached. Default: ${DEFAULT-VALUE}.")
  int limit = TracedRun.LIMIT;

  boolean wanted() {
    return trace != null || timeline != null;
  }

  /** Refuses what cannot be meant; called before anything is run. */
  void check() {
    Usage.atLeast("--trace-replication", replication, 0);
    Usage.atLeast("--trace-limit", limit, 1);
    boolean given = !window.isEmpty();
    if (given
        && (window.size() != 2
            || !(window.get(0) >= 0)
            || !(window.get(1) > window.get(0))
            || window.get(1) > LONGEST_MS)) {
      throw Refusal.badInput(
          "--trace-window takes two times in ms of the consumer's clock, from 0 on and the"
              + " earlier first, for example 10,40");
    }
    if (!wanted() && (given || replication != 0 || limit != TracedRun.LIMIT)) {
      throw Refusal.badInput("nothing is traced: add --trace <file> or --timeline <file>");
    }
  }

  /** The window asked for, or null. */
  Window window() {
    return window.isEmpty() ? null : Window.ofMs(window.get(0), window.get(1));
  }
}
