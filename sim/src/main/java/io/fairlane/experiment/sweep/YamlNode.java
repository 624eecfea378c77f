package io.fairlane.experiment.sweep;

import io.fairlane.experiment.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;

/**
 * A YAML value that knows its line.
 *
 * @param where "file:line", for error lines
 * @param value a String, a {@code List<YamlNode>} or a {@code Map<String, YamlNode>}
 */
record YamlNode(String where, Object value) {

  /**
   * @param file for error lines
   * @return a mapping; an empty one if the text holds nothing
   * @throws Refusal (bad input) if the text is not one YAML mapping
   */
  static YamlNode parse(String file, String text) {
    try (JsonParser yaml =
        YAMLFactory.builder().build().createParser(ObjectReadContext.empty(), text)) {
      JsonToken first = yaml.nextToken();
      if (first == null) {
        return new YamlNode(file, Map.of());
      }
      if (first != JsonToken.START_OBJECT) {
        throw Refusal.badInput(
            at(file, yaml) + ": expected 'key: value' lines, found '" + yaml.getString() + "'");
      }
      YamlNode root = node(file, yaml);
      if (yaml.nextToken() != null) {
        throw Refusal.badInput(
            at(file, yaml) + ": a second YAML document; one file holds one sweep");
      }
      return root;
    } catch (JacksonException e) {
      throw Refusal.badInput(
          file
              + ":"
              + e.getLocation().getLineNr()
              + ": not YAML: "
              + e.getOriginalMessage().lines().findFirst().orElse(""));
    }
  }

  private static YamlNode node(String file, JsonParser yaml) {
    String where = at(file, yaml);
    switch (yaml.currentToken()) {
      case START_OBJECT -> {
        Map<String, YamlNode> map = new LinkedHashMap<>();
        while (yaml.nextToken() != JsonToken.END_OBJECT) {
          String key = yaml.currentName();
          String line = at(file, yaml);
          yaml.nextToken();
          YamlNode value = node(file, yaml);
          if (map.put(key, new YamlNode(line, value.value())) != null) {
            throw Refusal.badInput(line + ": '" + key + "' a second time");
          }
        }
        return new YamlNode(where, map);
      }
      case START_ARRAY -> {
        List<YamlNode> list = new ArrayList<>();
        while (yaml.nextToken() != JsonToken.END_ARRAY) {
          list.add(node(file, yaml));
        }
        return new YamlNode(where, list);
      }
      default -> {
        return new YamlNode(where, yaml.getString());
      }
    }
  }

  private static String at(String file, JsonParser yaml) {
    return file + ":" + yaml.currentTokenLocation().getLineNr();
  }

  /**
   * @param name of the key that holds this, for the error line
   */
  String text(String name) {
    if (value instanceof String text) {
      return text;
    }
    throw Refusal.badInput(where + ": " + name + ": expected one value, found " + kind());
  }

  @SuppressWarnings("unchecked") // made above
  List<YamlNode> list(String name) {
    if (value instanceof List<?> list) {
      return (List<YamlNode>) list;
    }
    if (value instanceof String) {
      return List.of(this);
    }
    throw Refusal.badInput(where + ": " + name + ": expected a list, found " + kind());
  }

  @SuppressWarnings("unchecked") // made above
  Map<String, YamlNode> map(String name) {
    if (value instanceof Map<?, ?> map) {
      return (Map<String, YamlNode>) map;
    }
    throw Refusal.badInput(where + ": " + name + ": expected 'key: value' lines, found " + kind());
  }

  boolean isMap() {
    return value instanceof Map<?, ?>;
  }

  private String kind() {
    return value instanceof String text
        ? "'" + text + "'"
        : value instanceof List<?> ? "a list" : "a mapping";
  }
}
