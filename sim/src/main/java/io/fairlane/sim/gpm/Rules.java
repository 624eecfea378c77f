package io.fairlane.sim.gpm;

import static io.fairlane.sim.gpm.Rule.CHILD_INHERITS_LOCK;
import static io.fairlane.sim.gpm.Rule.GOSCHED_WAKES;
import static io.fairlane.sim.gpm.Rule.HANDOFF_LIMBO;
import static io.fairlane.sim.gpm.Rule.LOCKED_INHERITS;
import static io.fairlane.sim.gpm.Rule.OUTSIDE_TO_LAST_P;
import static io.fairlane.sim.gpm.Rule.P_TIMERS;
import static io.fairlane.sim.gpm.Rule.SIGNAL_PREEMPTION;
import static io.fairlane.sim.gpm.Rule.SYSMON_DEEP_SLEEP;
import static io.fairlane.sim.gpm.Rule.TEMPLATE_THREAD;

import io.fairlane.experiment.Runtime;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The scheduler's rules: which switches are on, and the constants they use. Rules say what happens;
 * {@link Durations} say how long it takes.
 *
 * @param name of the preset, with what was changed since
 * @param on the rules in force; what is not in it is off
 * @param ringSlots slots of a P's local ring
 * @param globalBatch most Gs that one refill takes from the global queue
 * @param globalCheckTicks the round that looks at the global queue first is the one at which {@code
 *     schedtick} is a multiple of this
 * @param timeSliceNs age of a tick from which sysmon requests a preemption
 */
public record Rules(
    String name,
    Set<Rule> on,
    int ringSlots,
    int globalBatch,
    int globalCheckTicks,
    long timeSliceNs) {

  /** Go 1.5 to 1.13: preemption only at function calls, one thread for all timers. */
  public static final Rules GO_1_13 = preset("go1.13", GOSCHED_WAKES, SIGNAL_PREEMPTION, P_TIMERS);

  /** Go 1.14 to 1.18: preemption by signal, timers on Ps. */
  public static final Rules GO_1_14 = preset("go1.14", GOSCHED_WAKES);

  /** Go 1.19, the specification's baseline: for this model the same as 1.14. */
  public static final Rules GO_1_19 = preset("go1.19", GOSCHED_WAKES);

  /** Go 1.22 to 1.24: Gosched and preemption call wakep. */
  public static final Rules GO_1_22 = preset("go1.22");

  /** Go 1.25 and later: for this model the same as 1.22. */
  public static final Rules GO_1_25 = preset("go1.25");

  /**
   * Fairlane's pool: Go's rules; a preempted sender is between operations, never inside one, and
   * threads are made by whoever needs them; its sysmon always samples.
   */
  public static final Rules POOL =
      preset("pool", HANDOFF_LIMBO, TEMPLATE_THREAD, SYSMON_DEEP_SLEEP);

  /** Every preset, oldest first. */
  public static final List<Rules> PRESETS =
      List.of(GO_1_13, GO_1_14, GO_1_19, GO_1_22, GO_1_25, POOL);

  public Rules {
    on = Collections.unmodifiableSet(EnumSet.copyOf(on));
  }

  /** All rules but those, and but what no version of Go does. */
  private static Rules preset(String name, Rule... off) {
    EnumSet<Rule> on = EnumSet.allOf(Rule.class);
    on.remove(LOCKED_INHERITS);
    on.remove(CHILD_INHERITS_LOCK);
    on.remove(OUTSIDE_TO_LAST_P);
    on.removeAll(List.of(off));
    return new Rules(name, on, 256, 128, 61, 10_000_000);
  }

  /** The newest Go's rules, and the pool's. */
  public static Rules of(Runtime runtime) {
    return switch (runtime) {
      case GO -> GO_1_25;
      case POOL -> POOL;
    };
  }

  /**
   * The same rules with another time slice.
   *
   * @param millis age of a tick from which sysmon requests a preemption
   */
  public Rules withTimeSlice(long millis) {
    long nanos = millis * 1_000_000;
    return nanos == timeSliceNs
        ? this
        : new Rules(
            name + " slice-" + millis + "ms", on, ringSlots, globalBatch, globalCheckTicks, nanos);
  }

  public boolean has(Rule rule) {
    return on.contains(rule);
  }

  /** These rules and that one. */
  public Rules with(Rule rule) {
    return has(rule) ? this : flipped(rule);
  }

  /** These rules without that one. */
  public Rules without(Rule rule) {
    return has(rule) ? flipped(rule) : this;
  }

  /** These rules with that switch turned. */
  public Rules flipped(Rule rule) {
    EnumSet<Rule> changed = EnumSet.copyOf(on);
    boolean was = changed.remove(rule);
    if (!was) {
      changed.add(rule);
    }
    String sign = was ? " -" : " +";
    return new Rules(
        name + sign + rule.label(), changed, ringSlots, globalBatch, globalCheckTicks, timeSliceNs);
  }
}
