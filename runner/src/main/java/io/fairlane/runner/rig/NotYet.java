package io.fairlane.runner.rig;

import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Scenario;

/** Keys of a scenario that the model knows and no runner can carry out yet. */
public final class NotYet {
  private NotYet() {}

  /**
   * @throws Refusal (bad input) naming the first such key
   */
  public static void refuse(Scenario scenario, Runtime runtime) {
    if (runtime == Runtime.POOL && scenario.producers().paced()) {
      throw refusal("producers.rate = " + scenario.producers().rate(), runtime);
    }
    if (scenario.timeSlice() != Scenario.USUAL_TIME_SLICE) {
      throw refusal("timeSlice = " + scenario.timeSlice(), runtime);
    }
  }

  public static Refusal refusal(String setting, Runtime runtime) {
    return Refusal.badInput(
        setting
            + " cannot be measured on runtime "
            + runtime.label()
            + " yet: 'fairlane simulate' predicts it; leave the key out to measure");
  }
}
