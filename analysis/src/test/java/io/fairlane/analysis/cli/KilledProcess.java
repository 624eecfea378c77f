package io.fairlane.analysis.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A JVM that measures, and what it had said before it was ended. */
final class KilledProcess {
  private final List<String> said = new ArrayList<>();
  private final CountDownLatch measuring = new CountDownLatch(1);
  private final Process process;
  private final Thread reader = new Thread(this::read, "reader");

  private KilledProcess(Process process) {
    this.process = process;
    reader.start();
  }

  static KilledProcess start(Path folder, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                KilledMain.class.getName(),
                folder.toString()));
    command.addAll(List.of(arguments));
    return new KilledProcess(
        new ProcessBuilder(command).redirectError(folder.resolve("stderr").toFile()).start());
  }

  /** True if a trial has ended; false if the process ended before. */
  boolean awaitFirstTrial() throws InterruptedException {
    while (process.isAlive()) {
      if (measuring.await(5, TimeUnit.MILLISECONDS)) {
        return true;
      }
    }
    return false;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL; what was said is complete when it returns. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    end();
  }

  /** SIGINT, as a terminal's Ctrl-C. */
  int interrupt() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    return end();
  }

  /** Its exit code. */
  int end() throws InterruptedException {
    int code = process.waitFor();
    reader.join();
    return code;
  }

  /** What follows the word on the lines that begin with it. */
  List<String> said(String word) {
    synchronized (said) {
      return said.stream()
          .filter(line -> line.startsWith(word + " "))
          .map(line -> line.substring(word.length() + 1))
          .toList();
    }
  }

  private void read() {
    try (BufferedReader out = process.inputReader()) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        synchronized (said) {
          said.add(line);
        }
        if (line.startsWith("ended ")) {
          measuring.countDown();
        }
      }
    } catch (IOException killed) {
      return;
    }
  }
}
