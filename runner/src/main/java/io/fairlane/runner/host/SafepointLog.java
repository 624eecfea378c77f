package io.fairlane.runner.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * For how long a JVM held all its threads: read from its own log of safepoints. The log costs
 * nothing between safepoints and a line at each, written while nothing runs; a flight recording
 * would tell the same, but its threads would run beside the trial. Its stamps are those of {@link
 * System#nanoTime}.
 */
public final class SafepointLog {
  private static final Pattern LINE =
      Pattern.compile("^\\[(\\d+)ns\\] Safepoint .*\\bTotal: *(\\d+) ns.*");

  private SafepointLog() {}

  /** The flag that makes a JVM write it. */
  public static String flag(Path file) {
    return "-Xlog:safepoint=info:file=\"" + file + "\":timenanos:filecount=0";
  }

  /**
   * How much of a span was spent in safepoints, collections included.
   *
   * @param fromNanos and
   * @param toNanos by {@link System#nanoTime}
   * @return empty if there is no log, or not one safepoint in it: then this JVM may not keep any
   */
  public static Optional<Double> seconds(Path file, long fromNanos, long toNanos) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException absent) {
      return Optional.empty();
    }
    boolean any = false;
    long nanos = 0;
    for (String line : lines) {
      Matcher safepoint = LINE.matcher(line);
      if (safepoint.matches()) {
        any = true;
        // Written at its end.
        long end = Long.parseLong(safepoint.group(1));
        long begin = end - Long.parseLong(safepoint.group(2));
        nanos += Math.max(0, Math.min(end, toNanos) - Math.max(begin, fromNanos));
      }
    }
    return any ? Optional.of(nanos / 1e9) : Optional.empty();
  }
}
