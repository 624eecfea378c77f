package io.fairlane.runner.rig;

import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Scenario;

/** Keys of a scenario that the model knows and a runner cannot carry out. */
public final class NotYet {
  private NotYet() {}

  /**
   * @throws Refusal (bad input) naming the first such key
   */
  public static void refuse(Scenario scenario, Runtime runtime) {
    if (runtime == Runtime.GO && scenario.timeSlice() != Scenario.USUAL_TIME_SLICE) {
      throw Refusal.badInput(
          "timeSlice = "
              + scenario.timeSlice()
              + " cannot be measured on runtime go: its 10 ms are a constant in the runtime, no"
              + " setting; 'fairlane simulate' predicts it; leave the key out to measure");
    }
    if (runtime == Runtime.POOL && scenario.consumer().lockedBy() == Scenario.LockedBy.PARENT) {
      throw Refusal.badInput(
          "consumer.lockedBy = parent cannot be measured on runtime pool yet: 'fairlane simulate'"
              + " predicts it; leave the key out to measure");
    }
  }
}
