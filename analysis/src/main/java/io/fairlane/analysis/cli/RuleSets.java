package io.fairlane.analysis.cli;

import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.Runtime;
import io.fairlane.sim.gpm.Rules;
import java.util.stream.Collectors;

/** The rules that {@code --rules} names. */
final class RuleSets {
  private RuleSets() {}

  /**
   * @param name of a preset; null for the runtime's newest
   */
  static Rules named(String name, Runtime runtime) {
    if (name == null) {
      return Rules.of(runtime);
    }
    return Rules.PRESETS.stream()
        .filter(preset -> preset.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                Refusal.badInput(
                    "unknown rules '"
                        + name
                        + "': one of "
                        + Rules.PRESETS.stream()
                            .map(Rules::name)
                            .collect(Collectors.joining(", "))));
  }
}
