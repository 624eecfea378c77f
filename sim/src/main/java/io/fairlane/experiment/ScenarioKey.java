package io.fairlane.experiment;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** One key of the scenario file: its path, what it may be, and in which unit. */
enum ScenarioKey {
  NAME("name", 0, 0, ""),
  PROCESSORS("processors", 1, 256, "Ps"),
  TIME_SLICE("timeSlice", 1, 10_000, "ms"),
  WAKE_FROM_OUTSIDE("wakeFromOutside", Scenario.WakeFromOutside.values()),
  BACKGROUND_TASKS("background.tasks", 0, 10_000_000, "tasks"),
  BACKGROUND_WORK("background.work.mean", 0, 1_000_000_000_000L, "iterations"),
  BACKGROUND_WORK_DISTRIBUTION("background.work.distribution", Distribution.values()),
  BACKGROUND_WORK_CV("background.work.cv", 0.01, 10),
  BACKGROUND_WORK_ALPHA("background.work.alpha", 1.1, 100),
  PRODUCERS_TASKS("producers.tasks", 1, 100_000, "tasks"),
  PRODUCERS_WORK("producers.work.mean", 0, 1_000_000_000_000L, "iterations"),
  PRODUCERS_WORK_DISTRIBUTION("producers.work.distribution", Distribution.values()),
  PRODUCERS_WORK_CV("producers.work.cv", 0.01, 10),
  PRODUCERS_WORK_ALPHA("producers.work.alpha", 1.1, 100),
  PRODUCERS_RATE("producers.rate", 0, 1_000_000_000, "messages per second"),
  PRODUCERS_ARRIVALS("producers.arrivals", Scenario.Arrivals.values()),
  CHANNEL_CAPACITY("channel.capacity", 0, 100_000_000, "slots"),
  CONSUMER_MESSAGES("consumer.messages", 1, 1_000_000_000_000L, "messages"),
  CONSUMER_WORK("consumer.work.mean", 0, 1_000_000_000_000L, "iterations"),
  CONSUMER_WORK_DISTRIBUTION("consumer.work.distribution", Distribution.values()),
  CONSUMER_WORK_CV("consumer.work.cv", 0.01, 10),
  CONSUMER_WORK_ALPHA("consumer.work.alpha", 1.1, 100),
  CONSUMER_LOCKED_BY("consumer.lockedBy", Scenario.LockedBy.values());

  /** Work is a section of its own; its plain number is short for a constant of that mean. */
  private static final String SHORT_FOR = ".mean";

  final String path;
  final long min;
  final long max;
  final String unit;

  /** Of a key that is not a whole number. */
  final double least;

  final double most;

  /** What a key that is no number may be. */
  final List<Enum<?>> choices;

  ScenarioKey(String path, long min, long max, String unit) {
    this(path, min, max, unit, 0, 0, List.of());
  }

  ScenarioKey(String path, double least, double most) {
    this(path, 0, 0, "", least, most, List.of());
  }

  ScenarioKey(String path, Enum<?>[] choices) {
    this(path, 0, 0, "", 0, 0, List.of(choices));
  }

  ScenarioKey(
      String path,
      long min,
      long max,
      String unit,
      double least,
      double most,
      List<Enum<?>> choices) {
    this.path = path;
    this.min = min;
    this.max = max;
    this.unit = unit;
    this.least = least;
    this.most = most;
    this.choices = choices;
  }

  static Optional<ScenarioKey> at(String path) {
    return Arrays.stream(values()).filter(key -> key.path.equals(path)).findFirst();
  }

  /** The key that a plain value at {@code path} sets although a mapping may stand there. */
  static Optional<ScenarioKey> shortenedTo(String path) {
    return at(path + SHORT_FOR);
  }

  /** Another key of the same section, for example the distribution beside the mean. */
  ScenarioKey beside(String name) {
    return at(path.substring(0, path.lastIndexOf('.') + 1) + name).orElseThrow();
  }

  /** True if some key lies below {@code path}, so that a mapping is expected there. */
  static boolean isSection(String path) {
    return Arrays.stream(values()).anyMatch(key -> key.path.startsWith(path + "."));
  }

  /** The known key or section that a misspelt one most likely meant, by edit distance. */
  static String nearest(String path) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return Arrays.stream(values())
        .flatMap(key -> Stream.concat(Stream.of(key.path), sections(key.path)))
        .min(Comparator.comparingInt(known -> distance.apply(path, known)))
        .orElseThrow();
  }

  private static Stream<String> sections(String path) {
    return IntStream.range(0, path.length())
        .filter(i -> path.charAt(i) == '.')
        .mapToObj(i -> path.substring(0, i));
  }
}
