package io.fairlane.experiment;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The keys of a scenario with their values. This is the one place where a value is validated;
 * inside Fairlane a {@link Scenario} is trusted. Serializable, so that another process can make a
 * scenario without reading a file again.
 */
public final class ScenarioValues implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,9}([.][0-9]{1,9})?");
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+(_[0-9]+)*");

  private final EnumMap<ScenarioKey, Serializable> values;

  /** Where a key was set, for those that the defaults did not set. */
  private final EnumMap<ScenarioKey, String> origins;

  ScenarioValues() {
    values = new EnumMap<>(ScenarioKey.class);
    origins = new EnumMap<>(ScenarioKey.class);
  }

  private ScenarioValues(ScenarioValues other) {
    values = other.values.clone();
    origins = other.origins.clone();
  }

  public ScenarioValues copy() {
    return new ScenarioValues(this);
  }

  /** What is set so far was not set by the user. */
  void takeAsDefaults() {
    origins.clear();
  }

  /**
   * Every key but the name with its value, in the order of the manual: the same text for the same
   * workload, however it was written down.
   */
  public String identity() {
    return values.entrySet().stream()
        .filter(e -> e.getKey() != ScenarioKey.NAME)
        .map(e -> e.getKey().path + "=" + text(e.getKey()))
        .collect(Collectors.joining(" "));
  }

  /** The value at a key, as a file would have it; {@code path} is one that {@link #put} takes. */
  public String at(String path) {
    return text(ScenarioKey.shortenedTo(path).orElseGet(() -> requireKey(path, path)));
  }

  private String text(ScenarioKey key) {
    Object value = values.get(key);
    return value instanceof Enum<?> choice ? label(choice) : String.valueOf(value);
  }

  /**
   * @throws Refusal (bad input) if {@link #put} would not take a plain value at this path
   */
  public static void requireKnown(String where, String path) {
    if (ScenarioKey.shortenedTo(path).isEmpty()) {
      requireKey(where, path);
    }
  }

  /** True if the key holds whole numbers; false for words and decimal fractions. */
  public static boolean isWhole(String path) {
    return ScenarioKey.shortenedTo(path)
        .or(() -> ScenarioKey.at(path))
        .map(key -> !key.unit.isEmpty())
        .orElse(false);
  }

  /** True if the key holds one of some words. */
  public static boolean isChoice(String path) {
    return ScenarioKey.at(path).map(key -> !key.choices.isEmpty()).orElse(false);
  }

  static ScenarioKey requireKey(String where, String path) {
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

  /**
   * @param where for the error line: file and line, or the option
   * @param path of the key
   * @throws Refusal (bad input) naming where, key, value and allowed range
   */
  public void put(String where, String path, String text) {
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

  private static Serializable value(String where, ScenarioKey key, String text) {
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
            + key.choices.stream().map(ScenarioValues::label).collect(Collectors.joining(", ")));
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

  /**
   * @throws Refusal (bad input) if a key was set that the others make meaningless
   */
  public Scenario scenario() {
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
