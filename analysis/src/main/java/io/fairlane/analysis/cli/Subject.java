package io.fairlane.analysis.cli;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Scenario;
import java.util.List;

/**
 * The one runtime and the one arm beside fair that a command looks at.
 *
 * @param arm never fair
 */
record Subject(Runtime runtime, Arm arm) {
  /**
   * @param command its name, for the refusals
   * @throws Refusal (bad input) if several are named, only fair, or one that needs another P
   */
  static Subject of(ScenarioOptions what, Scenario scenario, String command) {
    Runtime runtime = one(command, "--runtime", what.runtimes());
    return new Subject(runtime, arm(what, runtime, scenario, command));
  }

  private static <T> T one(String command, String option, List<T> values) {
    if (values.size() > 1) {
      throw Refusal.badInput(option + ": " + command + " takes one");
    }
    return values.get(0);
  }

  /** The one that is compared with fair: the runtime's first, unless named. */
  private static Arm arm(ScenarioOptions what, Runtime runtime, Scenario scenario, String command) {
    List<Arm> others =
        (what.arms().isEmpty() ? runtime.arms().subList(0, 2) : what.arms())
            .stream().filter(arm -> arm != Arm.FAIR).toList();
    if (others.isEmpty()) {
      throw Refusal.badInput("--arm fair: " + command + " compares another arm with it");
    }
    Arm arm = one(command, "--arm", others);
    if (arm.outsideRunQueues() && scenario.processors() < 2) {
      throw Refusal.badInput(
          "arm " + arm.label() + " needs processors >= 2: add --set processors=2");
    }
    return arm;
  }
}
