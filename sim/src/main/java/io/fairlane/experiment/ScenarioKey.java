package io.fairlane.experiment;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** One key of the scenario file: its path, what it may be, and in which unit. */
enum ScenarioKey {
  NAME("name", 0, 0, ""),
  PROCESSORS("processors", 1, 256, "Ps"),
  BACKGROUND_TASKS("background.tasks", 0, 10_000_000, "tasks"),
  BACKGROUND_WORK("background.work", 0, 1_000_000_000_000L, "iterations"),
  PRODUCERS_TASKS("producers.tasks", 1, 100_000, "tasks"),
  PRODUCERS_WORK("producers.work", 0, 1_000_000_000_000L, "iterations"),
  CHANNEL_CAPACITY("channel.capacity", 0, 100_000_000, "slots"),
  CONSUMER_MESSAGES("consumer.messages", 1, 1_000_000_000_000L, "messages"),
  CONSUMER_WORK("consumer.work", 0, 1_000_000_000_000L, "iterations");

  final String path;
  final long min;
  final long max;
  final String unit;

  ScenarioKey(String path, long min, long max, String unit) {
    this.path = path;
    this.min = min;
    this.max = max;
    this.unit = unit;
  }

  static Optional<ScenarioKey> at(String path) {
    return Arrays.stream(values()).filter(key -> key.path.equals(path)).findFirst();
  }

  /** True if some key lies below {@code path}, so that a mapping is expected there. */
  static boolean isSection(String path) {
    return Arrays.stream(values()).anyMatch(key -> key.path.startsWith(path + "."));
  }

  /** The known key or section that a misspelt one most likely meant, by edit distance. */
  static String nearest(String path) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return Arrays.stream(values())
        .flatMap(key -> Stream.of(key.path, key.path.split("\\.")[0]))
        .min(Comparator.comparingInt(known -> distance.apply(path, known)))
        .orElseThrow();
  }
}
