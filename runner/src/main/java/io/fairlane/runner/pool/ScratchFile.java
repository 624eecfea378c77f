package io.fairlane.runner.pool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Names for files that a fork writes and nobody keeps. */
final class ScratchFile {
  private ScratchFile() {}

  /** There is no file of that name: who writes it shows that it can. */
  static Path name(String what) {
    try {
      Path file = Files.createTempFile("fairlane-" + what, ".log");
      Files.delete(file);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write a temporary file", e);
    }
  }

  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException left) {
      file.toFile().deleteOnExit();
    }
  }
}
