package io.fairlane.experiment.sweep;

import io.fairlane.experiment.Refusal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The keys of a sweep's file and their values, by form; one that is misspelt is refused. */
final class SweepKeys {
  private static final List<String> KEYS =
      List.of(
          "name",
          "scenario",
          "set",
          "axes",
          "hypercube",
          "runtimes",
          "arms",
          "replications",
          "untilWidth",
          "longest",
          "seed");

  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,9}([.][0-9]{1,9})?");

  private final String file;
  private final Map<String, YamlNode> keys;

  /**
   * @param file for error lines
   * @throws Refusal (bad input) if the text is no YAML, or has a key that no sweep has
   */
  SweepKeys(String file, String text) {
    this.file = file;
    this.keys = YamlNode.parse(file, text).map("a sweep");
    keys.forEach((key, node) -> requireKey(node.where(), key, KEYS));
  }

  boolean has(String key) {
    return keys.containsKey(key);
  }

  /** Null if it is left out. */
  YamlNode at(String key) {
    return keys.get(key);
  }

  /** A whole number, or its standard if the key is left out. */
  long whole(String key, long standard, long least, long most) {
    return keys.containsKey(key) ? whole(key, keys.get(key), least, most) : standard;
  }

  static long whole(String key, YamlNode node, long least, long most) {
    String text = node.text(key);
    if (!WHOLE.matcher(text).matches()
        || Long.parseLong(text) < least
        || Long.parseLong(text) > most) {
      throw Refusal.badInput(
          node.where()
              + ": "
              + key
              + " = "
              + text
              + ": allowed is a whole number, "
              + least
              + " to "
              + most);
    }
    return Long.parseLong(text);
  }

  /** Likewise a number, which may have a point. */
  double decimal(String key, String standard, double least, double most) {
    YamlNode node = keys.get(key);
    String text = node == null ? standard : node.text(key);
    if (!DECIMAL.matcher(text).matches()
        || Double.parseDouble(text) < least
        || Double.parseDouble(text) > most) {
      throw Refusal.badInput(
          where(key)
              + ": "
              + key
              + " = "
              + text
              + ": allowed is a number, "
              + (long) least
              + " to "
              + (long) most);
    }
    return Double.parseDouble(text);
  }

  /** Keys and values below a key; none if it is left out. */
  Map<String, YamlNode> map(String key) {
    return keys.containsKey(key) ? keys.get(key).map(key) : Map.of();
  }

  /** "file:line", or the file if the key is left out. */
  String where(String key) {
    return keys.containsKey(key) ? keys.get(key).where() : file;
  }

  /**
   * @throws Refusal (bad input) if the key is none of those
   */
  static void requireKey(String where, String key, List<String> known) {
    if (!known.contains(key)) {
      throw Refusal.badInput(
          where
              + ": unknown key '"
              + key
              + "': did you mean '"
              + Levels.nearest(key, known)
              + "'?");
    }
  }

  /** What a word names; a word that names nothing is told with its place. */
  static <T> T labelled(YamlNode node, String key, Function<String, T> of) {
    try {
      return of.apply(node.text(key));
    } catch (Refusal refusal) {
      String says = refusal.getMessage();
      throw Refusal.badInput(
          says.startsWith(node.where()) ? says : node.where() + ": " + key + ": " + says);
    }
  }
}
