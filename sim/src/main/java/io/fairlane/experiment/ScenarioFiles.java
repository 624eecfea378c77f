package io.fairlane.experiment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;

/**
 * Reads scenarios: built-in ones by name, others from a YAML file, with {@code key=value} overrides
 * on top of either. This is the one place where a value is validated; inside Fairlane a {@link
 * Scenario} is trusted.
 */
public final class ScenarioFiles {
  /** The built-in scenarios, in the order in which they are listed. */
  public static final List<String> BUILT_IN =
      List.of("seed", "no-background", "unbuffered", "child-of-locked");

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,9}([.][0-9]{1,9})?");
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+(_[0-9]+)*");

  private final Map<ScenarioKey, Object> values = new EnumMap<>(ScenarioKey.class);

  /** Where a key was set, for those that the defaults did not set. */
  private final Map<ScenarioKey, String> origins = new EnumMap<>(ScenarioKey.class);

  private ScenarioFiles() {}

  /**
   * @param nameOrFile a built-in name or the path of a YAML file
   * @param overrides {@code key=value}, applied in order
   * @throws Refusal (bad input) naming file, line, key, value and allowed range
   */
  public static Scenario read(String nameOrFile, List<String> overrides) {
    ScenarioFiles reader = new ScenarioFiles();
    reader.parse("defaults.yaml", resource("defaults.yaml"));
    reader.origins.clear();
    Path file = Path.of(nameOrFile);
    if (BUILT_IN.contains(nameOrFile)) {
      reader.parse(nameOrFile + ".yaml", builtInText(nameOrFile));
    } else if (Files.isRegularFile(file)) {
      try {
        reader.parse(nameOrFile, Files.readString(file));
      } catch (IOException e) {
        throw Refusal.badInput(
            nameOrFile + ": cannot be read as UTF-8 text (" + e.getMessage() + ")");
      }
    } else {
      throw Refusal.badInput(
          "no scenario '"
              + nameOrFile
              + "': a YAML file, or one of "
              + String.join(", ", BUILT_IN));
    }
    for (String override : overrides) {
      int equals = override.indexOf('=');
      if (equals < 0) {
        throw Refusal.badInput(
            "--set " + override + ": expected key=value, for example channel.capacity=0");
      }
      reader.put(
          "--set " + override,
          override.substring(0, equals).strip(),
          override.substring(equals + 1).strip());
    }
    return reader.scenario();
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
        put(where, path, yaml.getString());
      } else {
        requireKey(where, path);
        throw Refusal.badInput(
            where + ": " + path + ": expected one value, found a list or mapping");
      }
    }
  }

  private static String at(String file, JsonParser yaml) {
    return file + ":" + yaml.currentTokenLocation().getLineNr();
  }

  private static ScenarioKey requireKey(String where, String path) {
    return ScenarioKey.at(path)
        .orElseThrow(
            () ->
                Refusal.badInput(
                    where
                        + (ScenarioKey.isSection(path)
                            ? ": '"
                                + path
                                + "' holds several keys: write "
                                + path
                                + ": {key: value}"
                            : ": unknown key '"
                                + path
                                + "': did you mean '"
                                + ScenarioKey.nearest(path)
                                + "'?")));
  }

  private void put(String where, String path, String text) {
    Optional<ScenarioKey> shortened = ScenarioKey.shortenedTo(path);
    if (shortened.isPresent()) {
      ScenarioKey mean = shortened.get();
      values.put(mean, integer(where, mean, path, text));
      values.put(mean.beside("distribution"), Distribution.CONSTANT);
      return;
    }
    ScenarioKey key = requireKey(where, path);
    values.put(key, value(where, key, text));
    origins.put(key, where);
  }

  private static Object value(String where, ScenarioKey key, String text) {
    if (key == ScenarioKey.NAME) {
      return name(where, text);
    }
    if (!key.choices.isEmpty()) {
      return choice(where, key, text);
    }
    if (key.unit.isEmpty()) {
      return number(where, key, text);
    }
    return integer(where, key, key.path, text);
  }

  private static String name(String where, String text) {
    if (!NAME.matcher(text).matches()) {
      throw Refusal.badInput(
          where + ": name = " + text + ": allowed are 1 to 64 letters, digits, '-', '_' and '.'");
    }
    return text;
  }

  private static Enum<?> choice(String where, ScenarioKey key, String text) {
    for (Enum<?> choice : key.choices) {
      if (label(choice).equals(text)) {
        return choice;
      }
    }
    throw Refusal.badInput(
        where
            + ": "
            + key.path
            + " = "
            + text
            + ": allowed is one of "
            + key.choices.stream().map(ScenarioFiles::label).collect(Collectors.joining(", ")));
  }

  private static String label(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static double number(String where, ScenarioKey key, String text) {
    String refused =
        where
            + ": "
            + key.path
            + " = "
            + text
            + ": allowed is a number, "
            + key.least
            + " to "
            + key.most;
    if (!DECIMAL.matcher(text).matches()) {
      throw Refusal.badInput(refused);
    }
    double value = Double.parseDouble(text);
    if (value < key.least || value > key.most) {
      throw Refusal.badInput(refused);
    }
    return value;
  }

  private static long integer(String where, ScenarioKey key, String path, String text) {
    String allowed =
        ": allowed is a whole number of " + key.unit + ", " + key.min + " to " + key.max;
    String refused = where + ": " + path + " = " + text + allowed;
    if (!INTEGER.matcher(text).matches()) {
      throw Refusal.badInput(refused);
    }
    try {
      long value = Long.parseLong(text.replace("_", ""));
      if (value < key.min || value > key.max) {
        throw Refusal.badInput(refused);
      }
      return value;
    } catch (NumberFormatException tooLong) {
      throw Refusal.badInput(refused);
    }
  }

  private Scenario scenario() {
    if (longAt(ScenarioKey.PRODUCERS_RATE) == 0) {
      refuseIfSet(ScenarioKey.PRODUCERS_ARRIVALS, "only with producers.rate above 0");
    }
    return new Scenario(
        (String) values.get(ScenarioKey.NAME),
        intAt(ScenarioKey.PROCESSORS),
        new Scenario.Background(
            intAt(ScenarioKey.BACKGROUND_TASKS), workAt(ScenarioKey.BACKGROUND_WORK)),
        new Scenario.Producers(
            intAt(ScenarioKey.PRODUCERS_TASKS),
            workAt(ScenarioKey.PRODUCERS_WORK),
            longAt(ScenarioKey.PRODUCERS_RATE),
            (Scenario.Arrivals) values.get(ScenarioKey.PRODUCERS_ARRIVALS)),
        new Scenario.Channel(intAt(ScenarioKey.CHANNEL_CAPACITY)),
        new Scenario.Consumer(
            longAt(ScenarioKey.CONSUMER_MESSAGES),
            workAt(ScenarioKey.CONSUMER_WORK),
            (Scenario.LockedBy) values.get(ScenarioKey.CONSUMER_LOCKED_BY)),
        intAt(ScenarioKey.TIME_SLICE),
        (Scenario.WakeFromOutside) values.get(ScenarioKey.WAKE_FROM_OUTSIDE));
  }

  private Work workAt(ScenarioKey mean) {
    Distribution distribution = (Distribution) values.get(mean.beside("distribution"));
    ScenarioKey cv = mean.beside("cv");
    ScenarioKey alpha = mean.beside("alpha");
    double shape = 0;
    if (distribution == Distribution.LOGNORMAL) {
      shape = (Double) values.get(cv);
    } else {
      refuseIfSet(cv, "only with distribution lognormal");
    }
    if (distribution == Distribution.PARETO) {
      shape = (Double) values.get(alpha);
    } else {
      refuseIfSet(alpha, "only with distribution pareto");
    }
    return new Work(longAt(mean), distribution, shape);
  }

  /** What would be ignored is not accepted. */
  private void refuseIfSet(ScenarioKey key, String when) {
    if (origins.containsKey(key)) {
      throw Refusal.badInput(origins.get(key) + ": " + key.path + ": " + when);
    }
  }

  private long longAt(ScenarioKey key) {
    return (Long) values.get(key);
  }

  private int intAt(ScenarioKey key) {
    return Math.toIntExact(longAt(key));
  }
}
