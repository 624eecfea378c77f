package io.fairlane.analysis.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where words go: results to {@code out}, everything else to {@code err}. A result is one document;
 * a remark is one line that begins with the name of the tool.
 */
final class Console {
  private final PrintStream out;
  private final PrintStream err;
  private final ProgressLine progress;

  Console(PrintStream out, PrintStream err, boolean terminal, int columns) {
    this.out = out;
    this.err = err;
    this.progress = new ProgressLine(err, terminal, columns, System::nanoTime);
  }

  /** The process's own streams; the launcher says whether standard error is a terminal. */
  static Console ofProcess() {
    boolean terminal = Boolean.getBoolean("fairlane.terminal");
    Console console =
        new Console(
            utf8(FileDescriptor.out),
            utf8(FileDescriptor.err),
            terminal,
            Integer.getInteger("fairlane.columns", 80));
    if (terminal) {
      Thread.ofPlatform().daemon().name("progress").start(console::tick);
    }
    return console;
  }

  private void tick() {
    try {
      while (true) {
        Thread.sleep(1_000);
        progress.tick();
      }
    } catch (InterruptedException ends) {
      Thread.currentThread().interrupt();
    }
  }

  private static PrintStream utf8(FileDescriptor file) {
    return new PrintStream(new FileOutputStream(file), true, StandardCharsets.UTF_8);
  }

  /** The document asked for. */
  void result(String text) {
    progress.clear();
    out.print(text);
    if (!text.endsWith("\n")) {
      out.print('\n');
    }
    out.flush();
  }

  /** A line about what is being done, or a warning. */
  void remark(String line) {
    progress.clear();
    err.println("fairlane: " + line);
  }

  void stackTrace(Throwable failure) {
    progress.clear();
    failure.printStackTrace(err);
  }

  ProgressLine progress() {
    return progress;
  }

  PrintStream out() {
    return out;
  }

  PrintStream err() {
    return err;
  }
}
