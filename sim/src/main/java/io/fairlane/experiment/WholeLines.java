package io.fairlane.experiment;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A text file that only grows, by lines, and of which only lines with their line end count: one
 * without was cut off by a kill, a full disk or a power cut, and gives way to the next.
 */
final class WholeLines {
  private WholeLines() {}

  /** The whole lines; none if there is no such file. */
  static String read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return "";
    }
    String text = Files.readString(file);
    return text.substring(0, text.lastIndexOf('\n') + 1);
  }

  /** The first whole line without its line end; empty if there is none. Reads no further. */
  static String first(Path file) throws IOException {
    if (!Files.exists(file)) {
      return "";
    }
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b == '\n') {
          return line.toString(StandardCharsets.UTF_8).stripTrailing(); // of a carriage return
        }
        line.write(b);
      }
    }
    return "";
  }

  /**
   * Adds lines behind the last whole one, on disk when it returns.
   *
   * <p>Not by a {@code FileChannel}: an interrupted thread cannot write to one, and a trial that
   * ended in the very moment of a Ctrl-C would be lost.
   */
  static void append(Path file, String lines) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      long end = endOfLastWhole(open);
      if (end < open.length()) {
        open.setLength(end);
      }
      open.seek(end);
      open.write(lines.getBytes(StandardCharsets.UTF_8));
      open.getFD().sync();
    }
  }

  private static long endOfLastWhole(RandomAccessFile open) throws IOException {
    long end = open.length();
    while (end > 0) {
      open.seek(end - 1);
      if (open.read() == '\n') {
        break;
      }
      end--;
    }
    return end;
  }
}
