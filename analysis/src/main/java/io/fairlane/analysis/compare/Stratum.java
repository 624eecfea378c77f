package io.fairlane.analysis.compare;

import io.fairlane.experiment.Scenario;
import java.util.Locale;

/** What kind of cell it is, by its scenario alone: known before anything is run. */
public enum Stratum {
  /** No background: nobody to wait for. */
  ALONE,
  /** A channel of few slots: the switches decide. */
  SMALL_BUFFER,
  /** The seed's kind: many messages a turn, and a crowd between two turns. */
  CROWD,
  /**
   * A cycle of producer and consumer comparable to a time slice, past few tasks: which of the two
   * is preempted phase-locks (spec R7), so distributions are judged and not single ratios.
   */
  RESONANT;

  /** Slots up to which a channel counts as small: beyond, real Go loses a lap per slice. */
  static final int SMALL = 128;

  private static final double SEND_AND_RECEIVE_NS = 40;
  private static final double ITERATION_NS = 0.4;
  private static final double SHORTEST_CYCLE_MS = 5;
  private static final double LONGEST_CYCLE_MS = 25;
  private static final int FEW_TASKS = 10_000;

  /**
   * @throws IllegalArgumentException if there is none of that label
   */
  static Stratum labelled(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  public static Stratum of(Scenario scenario) {
    if (scenario.background().tasks() == 0) {
      return ALONE;
    }
    double cycleMs = cycleNs(scenario) / 1e6;
    if (scenario.background().tasks() < FEW_TASKS
        && cycleMs >= SHORTEST_CYCLE_MS
        && cycleMs <= LONGEST_CYCLE_MS) {
      return RESONANT;
    }
    return scenario.channel().capacity() <= SMALL ? SMALL_BUFFER : CROWD;
  }

  /** To fill the channel and drain it, by round figures: a stratum must not hang on a host. */
  private static double cycleNs(Scenario scenario) {
    double work = scenario.producers().work().mean() + (double) scenario.consumer().work().mean();
    return scenario.channel().capacity() * (SEND_AND_RECEIVE_NS + ITERATION_NS * work);
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
