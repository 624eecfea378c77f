package io.fairlane.analysis.explain;

import io.fairlane.analysis.compare.Regime;
import java.util.List;

/**
 * Where the answer changes.
 *
 * @param lower decided point below the flip
 * @param upper decided point above it
 * @param here the scenario's own value
 * @param points all that were looked at from one coarse neighbour to the other, ascending
 */
record Flip(Point lower, Point upper, long here, List<Point> points) {
  Knob key() {
    return lower.key();
  }

  /** True if one gets to the other regime by raising the value. */
  boolean upwards() {
    return lower.value() >= here;
  }

  /** The regime on the side away from the scenario. */
  Regime to() {
    return beyond().regime();
  }

  Point beyond() {
    return upwards() ? upper : lower;
  }

  /** Middle of the bracket, on a log scale; 0 and 1 have no middle. */
  long value() {
    return FlipSearch.middle(lower.value(), upper.value());
  }
}
