package io.fairlane.sim.trace;

import io.fairlane.sim.trace.Schedule.Sample;
import java.util.List;

/**
 * How full the channel's buffer was, as an area over its floor.
 *
 * @param samples in order of time, at least one
 * @param deepest messages at the top of it, more than 0
 */
record BufferLevel(List<Sample> samples, long deepest, TimeAxis axis) {

  /** From y downwards, so high. */
  void draw(Svg svg, double y, double height) {
    double floor = y + height;
    svg.text("tl-soft", "end", axis.left() - 10, y + 12, "in the channel");
    svg.text("tl-soft", "end", axis.left() - 10, y + 26, "0 to %,d".formatted(deepest));
    StringBuilder level = new StringBuilder();
    level.append('M').append(Svg.n(axis.left())).append(' ').append(Svg.n(floor));
    Sample last = null;
    for (Sample sample : samples) {
      boolean turns = last == null || last.buffered() != sample.buffered();
      if (turns || sample == samples.getLast()) {
        if (last != null) {
          point(level, last, floor, height);
        }
        point(level, sample, floor, height);
      }
      last = sample;
    }
    level.append("L%s %sz".formatted(Svg.n(axis.at(last.at())), Svg.n(floor)));
    svg.path("tl-level", level.toString());
  }

  private void point(StringBuilder level, Sample sample, double floor, double height) {
    double y = floor - height * sample.buffered() / deepest;
    String next = "L%s %s".formatted(Svg.n(axis.at(sample.at())), Svg.n(y));
    if (level.length() < next.length()
        || !level.substring(level.length() - next.length()).equals(next)) {
      level.append(next);
    }
  }
}
