package io.fairlane.experiment.sweep;

import java.io.Serializable;
import java.util.List;

/**
 * What varies: one key of the scenario, or several that vary together.
 *
 * @param keys paths as the user wrote them
 * @param points one value for each key, as a scenario file would have it
 */
public record Axis(List<String> keys, List<List<String>> points) implements Serializable {
  public Axis {
    keys = List.copyOf(keys);
    points = List.copyOf(points);
  }

  static Axis of(String key, List<String> values) {
    return new Axis(List.of(key), values.stream().map(List::of).toList());
  }

  public int size() {
    return points.size();
  }

  /** True if it has one key, so that its points have an order. */
  public boolean single() {
    return keys.size() == 1;
  }
}
