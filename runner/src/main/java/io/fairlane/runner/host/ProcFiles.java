package io.fairlane.runner.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the small text files of {@code /proc} and {@code /sys}; absent files are empty. */
final class ProcFiles {
  /** This host's own root. */
  static final Path ROOT = Path.of("/");

  private ProcFiles() {}

  static Optional<String> text(String path) {
    return text(ROOT, path);
  }

  /**
   * @param root below which {@code /proc} and {@code /sys} lie
   */
  static Optional<String> text(Path root, String path) {
    try {
      return Optional.of(new String(Files.readAllBytes(root.resolve(path.substring(1)))).strip());
    } catch (IOException | SecurityException absent) {
      return Optional.empty();
    }
  }

  /** The value of a {@code key: value} line. */
  static Optional<String> field(String path, String key) {
    return field(ROOT, path, key);
  }

  static Optional<String> field(Path root, String path, String key) {
    return text(root, path)
        .flatMap(
            text ->
                text.lines()
                    .filter(line -> line.startsWith(key))
                    .map(line -> line.substring(key.length()).strip())
                    .filter(rest -> rest.startsWith(":"))
                    .map(rest -> rest.substring(1).strip())
                    .findFirst());
  }

  static Optional<Long> number(Optional<String> text) {
    try {
      return text.map(digits -> Long.parseLong(digits.split("\\s+")[0]));
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  static List<String> words(String line) {
    return Arrays.asList(line.strip().split("\\s+"));
  }

  /** The kernel's list format: {@code 0-3,8,10-11}. */
  static BitSet cpuList(String text) {
    BitSet cpus = new BitSet();
    for (String part : text.strip().split(",")) {
      if (part.isBlank()) {
        continue;
      }
      String[] ends = part.strip().split("-");
      int first = Integer.parseInt(ends[0]);
      cpus.set(first, Integer.parseInt(ends[ends.length - 1]) + 1);
    }
    return cpus;
  }

  /** A file in that format; absent or malformed is empty. */
  static BitSet cpus(Path root, String path) {
    return cpus(text(root, path));
  }

  static BitSet cpus(Optional<String> list) {
    try {
      return list.map(ProcFiles::cpuList).orElseGet(BitSet::new);
    } catch (NumberFormatException | IndexOutOfBoundsException malformed) {
      return new BitSet();
    }
  }

  /** Thread ids of this process; none where the host does not tell. */
  static int[] threads() {
    try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
      return tasks.mapToInt(task -> Integer.parseInt(task.getFileName().toString())).toArray();
    } catch (IOException | SecurityException absent) {
      return new int[0];
    }
  }
}
