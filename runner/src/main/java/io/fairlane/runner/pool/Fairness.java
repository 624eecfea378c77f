package io.fairlane.runner.pool;

import java.util.Arrays;

/**
 * Turns of the background tasks during the consumer's clock.
 *
 * @param jain (sum of turns)^2 / (tasks x sum of squares): 1 = all equal, 1/tasks = one has all
 */
record Fairness(int tasks, double mean, int min, int max, double jain) {
  /** Fewer turns a task are mostly rounding: halves at 1 and 2 turns give 0.90. */
  static final double JUDGED_FROM_TURNS = 2;

  /** Below this many tasks per P the local rings alone (128 prefetched) make shares unequal. */
  static final int JUDGED_FROM_TASKS_PER_P = 10 * GlobalQueue.MAX_BATCH;

  /**
   * Halves at 2 and 3 turns give 0.96, a tenth of the tasks held back in rings 0.90; the unfair
   * pools we have seen gave 0.002 to 0.47.
   */
  static final double UNFAIR_BELOW = 0.85;

  /** A task without one turn when the others have had so many is starved, whatever the index. */
  static final double STARVED_FROM_TURNS = 10;

  static Fairness of(BackgroundTask[] crowd) {
    return of(Arrays.stream(crowd).mapToInt(task -> task == null ? 0 : task.turns()).toArray());
  }

  /** Of tasks that had so many turns each. */
  static Fairness of(int[] turnsOfEach) {
    int min = Integer.MAX_VALUE;
    int max = 0;
    double sum = 0;
    double squares = 0;
    for (int turns : turnsOfEach) {
      min = Math.min(min, turns);
      max = Math.max(max, turns);
      sum += turns;
      squares += (double) turns * turns;
    }
    int n = turnsOfEach.length;
    return new Fairness(
        n, n == 0 ? 0 : sum / n, n == 0 ? 0 : min, max, sum == 0 ? 1 : sum * sum / (n * squares));
  }

  /** The verdict: enough laps and tasks to judge, and shares too unequal or a task without any. */
  boolean isUnfair(int processors) {
    return mean >= JUDGED_FROM_TURNS
        && tasks >= JUDGED_FROM_TASKS_PER_P * processors
        && (jain < UNFAIR_BELOW || (min == 0 && mean >= STARVED_FROM_TURNS));
  }
}
