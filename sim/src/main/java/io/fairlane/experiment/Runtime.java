package io.fairlane.experiment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Who schedules the tasks. Names two things at once: a rule preset of the model and a real runner.
 */
public enum Runtime {
  /** The Go runtime: the model follows its rules, the runner builds and runs a real Go program. */
  GO(List.of(Arm.FAIR, Arm.LOCKED), List.of()),
  /** Fairlane's GPM scheduler on Java threads, with a JCTools MPSC queue as the channel. */
  POOL(List.of(Arm.FAIR, Arm.DEDICATED, Arm.PINNED), List.of(Arm.LOCKED));

  private final List<Arm> arms;
  private final List<Arm> onDemand;

  Runtime(List<Arm> arms, List<Arm> onDemand) {
    this.arms = arms;
    this.onDemand = onDemand;
  }

  /** The arms that are run unless others are named; {@link Arm#FAIR}, the baseline, comes first. */
  public List<Arm> arms() {
    return arms;
  }

  /** True if the arm can be measured on this runtime. */
  public boolean measures(Arm arm) {
    return arms.contains(arm) || onDemand.contains(arm);
  }

  /**
   * @throws Refusal (bad input) if this scheduler cannot be as the scenario wants it
   */
  public void require(Scenario scenario) {
    if (this == GO && scenario.wakeFromOutside() != Scenario.WakeFromOutside.GLOBAL) {
      throw Refusal.badInput(
          "wakeFromOutside = "
              + scenario.wakeFromOutside().label()
              + ": Go queues such a task globally and has no other way; leave the key out, or take"
              + " --runtime pool");
    }
  }

  /** The name used in files, on the command line and in plots. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws Refusal (bad input) if no runtime has that label
   */
  @JsonCreator
  public static Runtime of(String label) {
    for (Runtime runtime : values()) {
      if (runtime.label().equals(label)) {
        return runtime;
      }
    }
    throw Refusal.badInput(
        "unknown runtime '"
            + label
            + "': one of "
            + Arrays.stream(values()).map(Runtime::label).collect(Collectors.joining(", ")));
  }
}
