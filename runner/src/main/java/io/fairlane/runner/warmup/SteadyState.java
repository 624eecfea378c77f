package io.fairlane.runner.warmup;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.apache.commons.statistics.descriptive.Median;

/**
 * Whether a process that does the same again and again has come to take the same time for it, after
 * Barrett, Bolz-Tereick, Killick, Mount and Tratt 2017 (Virtual machine warmup blows hot and cold,
 * OOPSLA): the times are cut at their change points; levels that differ by no more than {@value
 * #SAME} count as one; steady is the last level if it covers the last {@value #SHARE} of all runs.
 */
public final class SteadyState {
  /** Relative difference up to which two levels are the same. */
  static final double SAME = 0.1;

  /** Share of the runs, the last ones, that must be on one level. */
  static final double SHARE = 0.4;

  /** Runs that it takes to tell. */
  public static final int FEWEST = 20;

  /** Without withCopy it sorts what it is given. */
  private static final Median MEDIAN = Median.withDefaults().withCopy(true);

  private SteadyState() {}

  /**
   * How often a series changes its level, neighbouring levels that count as one left out.
   *
   * @param values not negative
   */
  public static int changes(double[] values) {
    List<Integer> starts = ChangePoints.of(values);
    int changes = 0;
    double level = Double.NaN;
    for (int i = 0; i <= starts.size(); i++) {
      int from = i == 0 ? 0 : starts.get(i - 1);
      int to = i == starts.size() ? values.length : starts.get(i);
      double its = MEDIAN.evaluate(Arrays.copyOfRange(values, from, to));
      if (i > 0 && Math.max(its, level) > (1 + SAME) * Math.min(its, level)) {
        changes++;
      }
      level = its;
    }
    return changes;
  }

  /**
   * @param seconds of each run, in order
   * @return the first run of the steady state; empty if there is none, or too few runs to tell
   */
  public static OptionalInt from(double[] seconds) {
    int n = seconds.length;
    if (n < FEWEST) {
      return OptionalInt.empty();
    }
    double[] logs = Arrays.stream(seconds).map(Math::log).toArray();
    List<Integer> changes = ChangePoints.of(logs);
    int from = n;
    double level = Double.NaN;
    for (int i = changes.size(); i >= 0; i--) {
      int start = i == 0 ? 0 : changes.get(i - 1);
      double its = MEDIAN.evaluate(Arrays.copyOfRange(logs, start, from));
      if (!Double.isNaN(level) && Math.abs(its - level) > Math.log1p(SAME)) {
        break;
      }
      level = Double.isNaN(level) ? its : level;
      from = start;
    }
    return n - from >= SHARE * n ? OptionalInt.of(from) : OptionalInt.empty();
  }
}
