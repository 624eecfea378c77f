package io.fairlane.spark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command {@code fairlane}, or what leads to it, in a process of its own. */
final class Driver {
  private final Process process;
  private final Path log;

  private Driver(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** This JVM was given what Spark needs. */
  static List<String> opens() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .toList();
  }

  static Driver start(Path log, Map<String, String> properties, String... arguments)
      throws IOException {
    List<String> line = new ArrayList<>(List.of("io.fairlane.analysis.cli.Fairlane"));
    line.addAll(List.of(arguments));
    return java(log, Cluster.CLASS_PATH, properties, line);
  }

  /**
   * @param line main class and its arguments
   */
  static Driver java(Path log, String classPath, Map<String, String> properties, List<String> line)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(java(), "-Xmx512m", "-XX:+UseSerialGC"));
    command.addAll(opens());
    properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(List.of("-cp", classPath));
    command.addAll(line);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().remove("SPARK_HOME");
    return new Driver(builder.start(), log);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** False if it still lives after that time; then it is killed. */
  boolean end(int seconds) throws InterruptedException {
    if (process.waitFor(seconds, TimeUnit.SECONDS)) {
      return true;
    }
    process.destroyForcibly();
    return false;
  }

  int end() throws InterruptedException {
    return process.waitFor();
  }

  void kill() {
    process.destroyForcibly();
  }

  String said() throws IOException {
    return Files.readString(log);
  }
}
