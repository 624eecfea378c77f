package io.fairlane.experiment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where the consumer runs. Everything else of the scenario is the same in every arm. */
public enum Arm {
  /** One task among all others: waits in the run queues, shares slices through runnext. */
  FAIR,
  /** {@code runtime.LockOSThread}: own thread, but it still queues for a P. */
  LOCKED,
  /** Own thread outside the run queues; the scheduler has one P fewer, so total CPUs are equal. */
  DEDICATED,
  /** {@link #DEDICATED}, and the thread is pinned to a CPU of its own. */
  PINNED;

  /** The name used in files, on the command line and in plots. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** True if the consumer's thread takes a CPU away from the scheduler's Ps. */
  public boolean outsideRunQueues() {
    return this == DEDICATED || this == PINNED;
  }

  /**
   * @throws Refusal (bad input) if no arm has that label
   */
  @JsonCreator
  public static Arm of(String label) {
    for (Arm arm : values()) {
      if (arm.label().equals(label)) {
        return arm;
      }
    }
    throw Refusal.badInput(
        "unknown arm '"
            + label
            + "': one of "
            + Arrays.stream(values()).map(Arm::label).collect(Collectors.joining(", ")));
  }
}
