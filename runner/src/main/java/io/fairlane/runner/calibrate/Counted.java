package io.fairlane.runner.calibrate;

import java.util.Map;

/** The auxiliary counters of a benchmark by name, one figure per iteration. */
record Counted(Map<String, Samples> byName) {
  Samples of(String name) {
    Samples samples = byName.get(name);
    if (samples == null) {
      throw new IllegalStateException("benchmark has no counter " + name + ": " + byName.keySet());
    }
    return samples;
  }
}
