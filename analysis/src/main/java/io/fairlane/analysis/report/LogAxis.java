package io.fairlane.analysis.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** A logarithmic scale from values to pixels, with round ticks. */
record LogAxis(double low, double high, double from, double to) {
  /** How far an axis follows an interval. */
  private static final double BEYOND = 3;

  private static final double[][] LADDERS = {
    {1, 1.5, 2, 3, 4, 5, 6, 7, 8}, {1, 1.5, 2, 3, 5, 7}, {1, 2, 5}, {1, 3}, {1}
  };

  /**
   * Holds all finite positive values with a little air around them, and spans at least a factor of
   * 1.5 so that noise is not blown up to fill the page.
   */
  static LogAxis around(DoubleStream values, double from, double to) {
    double[] finite = values.filter(v -> v > 0 && Double.isFinite(v)).toArray();
    double low = DoubleStream.of(finite).min().orElse(1);
    double high = DoubleStream.of(finite).max().orElse(1);
    double air = Math.max(Math.pow(high / low, 0.06), Math.sqrt(1.5 / Math.min(1.5, high / low)));
    return new LogAxis(low / air, high * air, from, to);
  }

  /**
   * Holds all points, and of the ends of intervals those that lie within a factor of {@link
   * #BEYOND} of the outermost point: one wild interval must not press everything else together.
   */
  static LogAxis around(DoubleStream points, DoubleStream ends, double from, double to) {
    double[] inside = points.filter(v -> v > 0 && Double.isFinite(v)).toArray();
    double least = DoubleStream.of(inside).min().orElse(1) / BEYOND;
    double most = DoubleStream.of(inside).max().orElse(1) * BEYOND;
    return around(
        DoubleStream.concat(
            DoubleStream.of(inside), ends.filter(v -> v > 0).map(v -> Math.clamp(v, least, most))),
        from,
        to);
  }

  /** False for what lies beyond the ends; {@link #at} puts it there. */
  boolean holds(double value) {
    return value >= low && value <= high;
  }

  double at(double value) {
    double clamped = Math.clamp(value, low, high);
    return from + (to - from) * Math.log(clamped / low) / Math.log(high / low);
  }

  /** The finest ladder of round numbers with at most so many rungs on this axis. */
  List<Double> ticks(int atMost) {
    List<Double> ticks = new ArrayList<>();
    for (double[] ladder : LADDERS) {
      ticks = rungs(ladder);
      if (ticks.size() <= atMost) {
        break;
      }
    }
    return ticks.size() < 2 ? linear() : ticks;
  }

  private List<Double> rungs(double[] ladder) {
    List<Double> rungs = new ArrayList<>();
    for (int decade = (int) Math.floor(Math.log10(low)); decade <= Math.log10(high); decade++) {
      for (double step : ladder) {
        double tick = step * Math.pow(10, decade);
        if (tick >= low && tick <= high) {
          rungs.add(tick);
        }
      }
    }
    return rungs;
  }

  /** For spans too short to hold two of 1, 2, 5: tenths of the decade below. */
  private List<Double> linear() {
    double step = Math.pow(10, Math.floor(Math.log10(high)) - 1);
    while ((high - low) / step > 6) {
      step *= 2;
    }
    List<Double> ticks = new ArrayList<>();
    for (double tick = Math.ceil(low / step) * step; tick <= high; tick += step) {
      ticks.add(tick);
    }
    return ticks;
  }
}
