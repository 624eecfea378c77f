package io.fairlane.runner.pool;

import io.fairlane.experiment.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A child JVM with our class path that prints one line. It ends with us: killed on interrupt, and
 * by itself when its standard input closes.
 */
final class Fork {
  /**
   * What this JVM does to itself while the child runs.
   *
   * @param begin after the child was started: it inherits nothing of it
   * @param end when the child has ended
   */
  record Meanwhile(Runnable begin, Runnable end) {
    static final Meanwhile NOTHING = new Meanwhile(() -> {}, () -> {});
  }

  private final List<String> command = new ArrayList<>();

  Fork(List<String> jvmFlags, Class<?> main, String argument) {
    command.add(PoolTrials.java());
    command.addAll(jvmFlags);
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=error");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.add(argument);
  }

  /**
   * @return the last line of its standard output
   * @throws Refusal what the child refused with, or (host cannot) how it died, in one line
   */
  String run(Meanwhile meanwhile) throws InterruptedException {
    Path errors = null;
    try {
      errors = Files.createTempFile("fairlane-fork", ".err");
      Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      meanwhile.begin().run();
      try {
        // Its one line fits into the pipe's buffer, so that it never waits for us to read.
        int exit = process.waitFor();
        String out =
            new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (exit != 0 || out.isEmpty()) {
          throw died(exit, Files.readString(errors));
        }
        return out.substring(out.lastIndexOf('\n') + 1);
      } finally {
        // Interrupted, or a shutdown: nothing started outlives its parent's call.
        process.destroyForcibly().onExit().join();
        meanwhile.end().run();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + command.get(0), e);
    } finally {
      if (errors != null) {
        ScratchFile.delete(errors);
      }
    }
  }

  private static Refusal died(int exit, String errors) {
    String line =
        errors
            .lines()
            .filter(text -> !text.isBlank() && !text.startsWith("WARNING"))
            .findFirst()
            .orElse("no message");
    return switch (exit) {
      case 2 -> Refusal.badInput(line);
      case 3 -> Refusal.verdictFailed(line);
      case 4 -> Refusal.hostCannot(line);
      default -> Refusal.hostCannot("the trial's JVM ended with code " + exit + ": " + line);
    };
  }
}
