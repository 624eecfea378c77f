package io.fairlane.experiment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;

/**
 * Reads scenarios: built-in ones by name, others from a YAML file, with {@code key=value} overrides
 * on top of either. {@link ScenarioValues} validates them.
 */
public final class ScenarioFiles {
  /** The built-in scenarios, in the order in which they are listed. */
  public static final List<String> BUILT_IN =
      List.of("seed", "no-background", "unbuffered", "child-of-locked");

  private final ScenarioValues values = new ScenarioValues();

  private ScenarioFiles() {}

  /**
   * @param nameOrFile a built-in name or the path of a YAML file
   * @param overrides {@code key=value}, applied in order
   * @throws Refusal (bad input) naming file, line, key, value and allowed range
   */
  public static Scenario read(String nameOrFile, List<String> overrides) {
    return values(nameOrFile, overrides).scenario();
  }

  /**
   * The same before it is a scenario: to set more keys.
   *
   * @throws Refusal (bad input) as {@link #read}
   */
  public static ScenarioValues values(String nameOrFile, List<String> overrides) {
    return values(
        BUILT_IN.contains(nameOrFile) ? nameOrFile + ".yaml" : nameOrFile,
        text(nameOrFile),
        overrides);
  }

  /**
   * The same from text that was read before.
   *
   * @param file for the error lines
   */
  public static ScenarioValues values(String file, String text, List<String> overrides) {
    ScenarioFiles reader = new ScenarioFiles();
    reader.parse("defaults.yaml", resource("defaults.yaml"));
    reader.values.takeAsDefaults();
    reader.parse(file, text);
    override(reader.values, overrides);
    return reader.values;
  }

  /**
   * @param overrides {@code key=value}, applied in order
   * @throws Refusal (bad input) as {@link #read}
   */
  public static void override(ScenarioValues values, List<String> overrides) {
    for (String override : overrides) {
      int equals = override.indexOf('=');
      if (equals < 0) {
        throw Refusal.badInput(
            "--set " + override + ": expected key=value, for example channel.capacity=0");
      }
      values.put(
          "--set " + override,
          override.substring(0, equals).strip(),
          override.substring(equals + 1).strip());
    }
  }

  /**
   * The YAML text of a scenario.
   *
   * @throws Refusal (bad input) if there is none of that name
   */
  public static String text(String nameOrFile) {
    Path file = Path.of(nameOrFile);
    if (BUILT_IN.contains(nameOrFile)) {
      return builtInText(nameOrFile);
    }
    if (!Files.isRegularFile(file)) {
      throw Refusal.badInput(
          "no scenario '"
              + nameOrFile
              + "': a YAML file, or one of "
              + String.join(", ", BUILT_IN));
    }
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw Refusal.badInput(
          nameOrFile + ": cannot be read as UTF-8 text (" + e.getMessage() + ")");
    }
  }

  /** The YAML text of a built-in scenario, comments included. */
  public static String builtInText(String name) {
    return resource("scenarios/" + name + ".yaml");
  }

  /** The commented file of all keys and defaults: the manual of the format. */
  public static String defaultsText() {
    return resource("defaults.yaml");
  }

  private static String resource(String path) {
    try (InputStream in = ScenarioFiles.class.getResourceAsStream(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void parse(String file, String text) {
    try (JsonParser yaml =
        YAMLFactory.builder().build().createParser(ObjectReadContext.empty(), text)) {
      JsonToken first = yaml.nextToken();
      if (first == null) {
        return;
      }
      if (first != JsonToken.START_OBJECT) {
        throw Refusal.badInput(
            at(file, yaml) + ": expected 'key: value' lines, found '" + yaml.getString() + "'");
      }
      parseMapping(file, yaml, "");
      if (yaml.nextToken() != null) {
        throw Refusal.badInput(
            at(file, yaml) + ": a second YAML document; one file holds one scenario");
      }
    } catch (JacksonException e) {
      throw Refusal.badInput(
          file
              + ":"
              + e.getLocation().getLineNr()
              + ": not YAML: "
              + e.getOriginalMessage().lines().findFirst().orElse(""));
    }
  }

  private void parseMapping(String file, JsonParser yaml, String prefix) {
    while (yaml.nextToken() != JsonToken.END_OBJECT) {
      String path = prefix + yaml.currentName();
      String where = at(file, yaml);
      JsonToken token = yaml.nextToken();
      if (token == JsonToken.START_OBJECT && ScenarioKey.isSection(path)) {
        parseMapping(file, yaml, path + ".");
      } else if (token.isScalarValue()) {
        values.put(where, path, yaml.getString());
      } else {
        ScenarioValues.requireKey(where, path);
        throw Refusal.badInput(
            where + ": " + path + ": expected one value, found a list or mapping");
      }
    }
  }

  private static String at(String file, JsonParser yaml) {
    return file + ":" + yaml.currentTokenLocation().getLineNr();
  }
}
