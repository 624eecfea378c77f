package io.fairlane.runner.pool;

import io.fairlane.experiment.Scenario;
import java.util.concurrent.TimeUnit;

/**
 * What a scenario says of the scheduler itself.
 *
 * @param sliceNanos age of a tick from which sysmon asks a task to leave ({@code forcePreemptNS})
 * @param outsideToLastP true: a task woken by a thread without a P goes to the P it last ran on
 */
record PoolRules(long sliceNanos, boolean outsideToLastP) {
  /** Go's. */
  static final PoolRules USUAL =
      new PoolRules(TimeUnit.MILLISECONDS.toNanos(Scenario.USUAL_TIME_SLICE), false);

  static PoolRules of(Scenario scenario) {
    return new PoolRules(
        TimeUnit.MILLISECONDS.toNanos(scenario.timeSlice()),
        scenario.wakeFromOutside() == Scenario.WakeFromOutside.LAST_P);
  }
}
