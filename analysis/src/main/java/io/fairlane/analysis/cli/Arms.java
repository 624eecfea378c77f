package io.fairlane.analysis.cli;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Scenario;
import io.fairlane.runner.rig.TrialRunner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Which arms are measured. One that was asked for by name and cannot be is an error; one that was
 * not is left out, and that is said.
 */
final class Arms {
  private Arms() {}

  /**
   * @param asked the arms named by the user; empty = all that each runtime has
   * @param leaveOutRuntimes true if a runtime without any possible arm is to be left out as well
   * @param remark told what is left out and why
   * @throws Refusal if nothing that was asked for can be measured
   */
  static Map<Runtime, List<Arm>> measurable(
      Pieces pieces,
      Scenario scenario,
      List<Runtime> runtimes,
      List<Arm> asked,
      boolean leaveOutRuntimes,
      Consumer<String> remark) {
    Map<Runtime, List<Arm>> measurable = new LinkedHashMap<>();
    Refusal first = null;
    for (Runtime runtime : runtimes) {
      TrialRunner runner = pieces.runners().get(runtime);
      List<Arm> arms = new ArrayList<>();
      Map<Arm, Refusal> refused = new LinkedHashMap<>();
      for (Arm arm : asked.isEmpty() ? runtime.arms() : asked) {
        try {
          runner.require(scenario, arm);
          arms.add(arm);
        } catch (Refusal refusal) {
          if (!asked.isEmpty()) {
            throw refusal;
          }
          refused.put(arm, refusal);
        }
      }
      if (arms.isEmpty() && !leaveOutRuntimes) {
        throw refused.values().iterator().next();
      }
      if (arms.isEmpty()) {
        Refusal refusal = refused.values().iterator().next();
        first = first == null ? refusal : first;
        remark.accept("without " + runtime.label() + ": " + refusal.getMessage());
      } else {
        refused.forEach(
            (arm, refusal) ->
                remark.accept(
                    "without "
                        + runtime.label()
                        + " "
                        + arm.label()
                        + ": "
                        + refusal.getMessage()));
        measurable.put(runtime, List.copyOf(arms));
      }
    }
    if (measurable.isEmpty()) {
      throw first;
    }
    return measurable;
  }
}
