package io.fairlane.experiment.sweep;

import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.ScenarioValues;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * The values of one key: a list, or a range with even steps on a linear or a logarithmic scale.
 *
 * @param listed the list; empty for a range
 * @param from first value of the range
 * @param to its last value
 * @param steps number of values; 0 if the file does not say
 */
record Levels(
    String where, String key, List<String> listed, double from, double to, int steps, boolean log) {
  /** More than a screen has pixels. */
  private static final int MOST_VALUES = 100_000;

  /** Digits behind the point of a key that is not a whole number. */
  private static final int DECIMALS = 6;

  private static final Pattern NUMBER =
      Pattern.compile("[0-9]{1,15}(_[0-9]{3})*([.][0-9]{1,9})?([eE][+]?[0-9]{1,2})?");
  private static final List<String> PARTS = List.of("from", "to", "step", "steps", "scale");

  /**
   * @param key a path that {@link ScenarioValues#put} knows
   * @throws Refusal (bad input) naming file, line, key and remedy
   */
  static Levels read(String key, YamlNode node) {
    if (!node.isMap()) {
      List<String> values = node.list(key).stream().map(v -> v.text(key)).toList();
      if (values.isEmpty()) {
        throw Refusal.badInput(node.where() + ": " + key + ": an empty list: name its values");
      }
      for (int i = 0; i < values.size(); i++) {
        if (values.indexOf(values.get(i)) < i) {
          throw Refusal.badInput(
              node.where() + ": " + key + ": " + values.get(i) + " is listed twice");
        }
      }
      return new Levels(node.where(), key, values, 0, 0, values.size(), false);
    }
    Map<String, YamlNode> range = node.map(key);
    range.forEach((part, at) -> requirePart(key, part, at.where()));
    if (ScenarioValues.isChoice(key)) {
      throw Refusal.badInput(node.where() + ": " + key + " holds words: list them, as in [a, b]");
    }
    double from = number(node, key, range, "from");
    double to = number(node, key, range, "to");
    if (from > to) {
      throw Refusal.badInput(
          node.where()
              + ": "
              + key
              + ": an empty range: from "
              + plain(from)
              + " is above to "
              + plain(to));
    }
    boolean log = scale(node, key, range);
    if (log && from <= 0) {
      throw Refusal.badInput(
          node.where() + ": " + key + ": a logarithmic range begins above 0, for example from: 1");
    }
    int steps = steps(node, key, range, from, to, log);
    double last =
        range.containsKey("step") ? from + (steps - 1) * number(node, key, range, "step") : to;
    return new Levels(node.where(), key, List.of(), from, last, steps, log);
  }

  private static void requirePart(String key, String part, String where) {
    if (!PARTS.contains(part)) {
      throw Refusal.badInput(
          where
              + ": "
              + key
              + ": unknown key '"
              + part
              + "': did you mean '"
              + nearest(part, PARTS)
              + "'?");
    }
  }

  static String nearest(String typed, List<String> known) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return known.stream()
        .min((a, b) -> Integer.compare(distance.apply(typed, a), distance.apply(typed, b)))
        .orElseThrow();
  }

  private static double number(
      YamlNode node, String key, Map<String, YamlNode> range, String part) {
    YamlNode at = range.get(part);
    if (at == null) {
      throw Refusal.badInput(
          node.where() + ": " + key + ": a range needs '" + part + "': {from: 1, to: 8, step: 1}");
    }
    String text = at.text(key + "." + part);
    if (!NUMBER.matcher(text).matches()) {
      throw Refusal.badInput(
          at.where()
              + ": "
              + key
              + ": "
              + part
              + " = "
              + text
              + ": allowed is a number, 0 or more");
    }
    return Double.parseDouble(text.replace("_", ""));
  }

  private static boolean scale(YamlNode node, String key, Map<String, YamlNode> range) {
    YamlNode scale = range.get("scale");
    String text = scale == null ? "linear" : scale.text(key + ".scale");
    if (!text.equals("log") && !text.equals("linear")) {
      throw Refusal.badInput(
          scale.where() + ": " + key + ": scale = " + text + ": allowed is one of linear, log");
    }
    return text.equals("log");
  }

  private static int steps(
      YamlNode node, String key, Map<String, YamlNode> range, double from, double to, boolean log) {
    if (range.containsKey("step") && range.containsKey("steps")) {
      throw Refusal.badInput(node.where() + ": " + key + ": either 'step' or 'steps', not both");
    }
    double steps = 0;
    if (range.containsKey("steps")) {
      steps = number(node, key, range, "steps");
    } else if (range.containsKey("step")) {
      double step = number(node, key, range, "step");
      if (log || !(step > 0)) {
        throw Refusal.badInput(
            node.where()
                + ": "
                + key
                + ": step = "
                + plain(step)
                + (log ? ": a logarithmic range takes 'steps', how many values" : ": above 0"));
      }
      steps = Math.floor((to - from) / step * (1 + 1e-12)) + 1;
    } else {
      return 0;
    }
    if (steps < 1 || steps > MOST_VALUES || steps != Math.rint(steps)) {
      throw Refusal.badInput(
          node.where()
              + ": "
              + key
              + ": "
              + plain(steps)
              + " values: allowed is a whole number, 1 to "
              + MOST_VALUES);
    }
    return (int) steps;
  }

  /** All values, in order. */
  List<String> values() {
    if (!listed.isEmpty()) {
      return listed;
    }
    if (steps == 0) {
      throw Refusal.badInput(
          where + ": " + key + ": a range needs 'step' or 'steps': {from: 1, to: 8, step: 1}");
    }
    List<String> values = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      String value = at(steps == 1 ? 0 : (double) i / (steps - 1));
      if (values.isEmpty() || !values.getLast().equals(value)) {
        values.add(value);
      }
    }
    return values;
  }

  /**
   * The value below which a share of the range lies.
   *
   * @param share 0 to 1
   */
  String at(double share) {
    if (!listed.isEmpty()) {
      return listed.get(Math.min(listed.size() - 1, (int) (share * listed.size())));
    }
    double value = log ? from * StrictMath.pow(to / from, share) : from + (to - from) * share;
    return ScenarioValues.isWhole(key)
        ? Long.toString(Math.round(value))
        : BigDecimal.valueOf(value)
            .setScale(DECIMALS, RoundingMode.HALF_UP)
            .stripTrailingZeros()
            .toPlainString();
  }

  private static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
