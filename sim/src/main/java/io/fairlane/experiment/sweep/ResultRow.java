package io.fairlane.experiment.sweep;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A line of {@code result.csv}: one run of one arm. Its bytes depend on the sweep and the costs,
 * and on nothing else: no times of day, no host, no order of work.
 */
public final class ResultRow {
  /** Instead of a figure that does not exist. */
  public static final String ABSENT = "absent";

  /** The verdict on a run that needed more simulated time than the sweep gives. */
  public static final String ENDLESS = "endless";

  static final List<String> FIRST = List.of("cell", "runtime");
  static final List<String> FIGURES =
      List.of(
          "arm",
          "rep",
          "seed",
          "verdict",
          "seconds",
          "messages",
          "background_turns",
          "preemptions_consumer",
          "preemptions_producer",
          "handoffs",
          "steals",
          "global_gets",
          "latency_p50_ns",
          "latency_p99_ns");

  private ResultRow() {}

  /** Cell and runtime, the keys that vary, then what the run was and what came out. */
  public static List<String> columns(Sweep sweep) {
    List<String> columns = new ArrayList<>(FIRST);
    columns.addAll(sweep.keys());
    columns.addAll(FIGURES);
    return columns;
  }

  public static String header(Sweep sweep) {
    return String.join(",", columns(sweep));
  }

  /** Of a run that ended. No value holds a comma or a quote. */
  public static String of(Cell cell, Trial trial) {
    Trial.Counters counters = trial.counters();
    return start(cell, trial.arm(), trial.rep(), trial.seed())
        + joined(
            trial.verdict().label(),
            trial.seconds(),
            trial.messages(),
            counters.backgroundTurns(),
            counters.preemptionsConsumer(),
            counters.preemptionsProducer(),
            counters.handoffs(),
            counters.steals(),
            counters.globalGets(),
            trial.latency().p50Ns(),
            trial.latency().p99Ns());
  }

  /** Of one that did not. */
  public static String endless(Cell cell, Arm arm, int rep, long seed) {
    Object[] nothing = new Object[FIGURES.size() - 4];
    return start(cell, arm, rep, seed) + ENDLESS + "," + joined(nothing);
  }

  private static String start(Cell cell, Arm arm, int rep, long seed) {
    StringBuilder text = new StringBuilder();
    text.append(cell.number()).append(',').append(cell.runtime().label()).append(',');
    cell.values().forEach(value -> text.append(value).append(','));
    return text.append(arm.label())
        .append(',')
        .append(rep)
        .append(',')
        .append(seed)
        .append(',')
        .toString();
  }

  private static String joined(Object... figures) {
    return String.join(
        ",", Arrays.stream(figures).map(f -> f == null ? ABSENT : f.toString()).toList());
  }
}
