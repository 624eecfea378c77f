package io.fairlane.analysis.report;

import io.fairlane.experiment.Manifest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where a run comes from: the host it was made on, and what to type to make it again. */
final class Origin {
  private static final String CLEAN_COMMIT = "[0-9a-f]{7,40}";

  private Origin() {}

  static void write(Markup page, Manifest manifest) {
    write(page, manifest, Map.of());
  }

  /**
   * @param more facts of this kind of run, by name
   */
  static void write(Markup page, Manifest manifest, Map<String, String> more) {
    page.text("h2", "Host", "id", "host");
    facts(page, manifest.host());
    page.text("h2", "Do it again", "id", "reproduce");
    List<String> commands = new ArrayList<>();
    if (manifest.commit().matches(CLEAN_COMMIT)) {
      commands.add("git checkout " + manifest.commit());
    }
    commands.add(String.join(" ", manifest.command()));
    Page.command(page, commands.toArray(String[]::new));
    Map<String, String> facts = new LinkedHashMap<>(more);
    facts.put("seed", Long.toString(manifest.seed()));
    facts.put("version", manifest.tool());
    facts.put("commit", manifest.commit());
    facts.put("made", manifest.created());
    facts(page, facts);
  }

  private static void facts(Markup page, Map<String, String> facts) {
    page.open("dl");
    facts.forEach((name, value) -> page.text("dt", name).verbatim("dd", value));
    page.close("dl");
  }
}
