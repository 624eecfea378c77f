package io.fairlane.experiment;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Manifests of runs made before a key of the scenario existed: it had what is now its default. */
final class OlderManifests {
  private OlderManifests() {}

  /** The same manifest with every key; text that is no manifest is returned as it is. */
  static String completed(String text) {
    JsonNode manifest;
    try {
      manifest = Json.MAPPER.readTree(text);
    } catch (JacksonException notJson) {
      return text;
    }
    boolean changed = false;
    if (manifest.path("scenario") instanceof ObjectNode scenario) {
      changed = add(scenario, "timeSlice", Scenario.USUAL_TIME_SLICE);
      changed |= add(scenario, "wakeFromOutside", Scenario.WakeFromOutside.GLOBAL.label());
      if (scenario.path("producers") instanceof ObjectNode producers) {
        changed |= add(producers, "rate", 0);
        changed |= add(producers, "arrivals", Scenario.Arrivals.CONSTANT.label());
      }
      if (scenario.path("consumer") instanceof ObjectNode consumer) {
        changed |= add(consumer, "lockedBy", Scenario.LockedBy.SELF.label());
      }
    }
    if (manifest.path("plan") instanceof ObjectNode plan) {
      changed |= add(plan, "calibratesOnce", true);
    }
    return changed ? Json.write(manifest) : text;
  }

  private static boolean add(ObjectNode to, String key, Object value) {
    if (to.has(key)) {
      return false;
    }
    to.putPOJO(key, value);
    return true;
  }
}
