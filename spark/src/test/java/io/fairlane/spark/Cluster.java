package io.fairlane.spark;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A standalone cluster on the loopback address: a master, two workers, from the test's jars. */
final class Cluster implements AutoCloseable {
  static final String CLASS_PATH = System.getProperty("java.class.path");
  private static final String LOOPBACK = "127.0.0.1";

  private final Path folder;
  private final List<Process> processes = new ArrayList<>();
  private final int port;

  Cluster(Path folder) throws Exception {
    this.folder = folder;
    link(Files.createDirectories(folder.resolve("home/jars")));
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
      port = free.getLocalPort();
    }
    start(
        "master",
        "org.apache.spark.deploy.master.Master",
        "--host",
        LOOPBACK,
        "--port",
        Integer.toString(port),
        "--webui-port",
        "0");
    await(LOOPBACK, port);
    for (String worker : new String[] {"worker1", "worker2"}) {
      start(
          worker,
          "org.apache.spark.deploy.worker.Worker",
          "--host",
          LOOPBACK,
          "--webui-port",
          "0",
          "--cores",
          "1",
          "--memory",
          "700m",
          "--work-dir",
          folder.resolve(worker).toString(),
          master());
    }
  }

  String master() {
    return "spark://" + LOOPBACK + ":" + port;
  }

  /** Every jar of the class path, as a Spark installation has them in one folder. */
  private static void link(Path jars) throws IOException {
    for (String entry : CLASS_PATH.split(File.pathSeparator)) {
      Path jar = Path.of(entry);
      if (entry.endsWith(".jar") && !jar.getFileName().toString().startsWith("fairlane")) {
        Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar.toAbsolutePath());
      }
    }
  }

  /**
   * An application started by Spark's own main class, as the script spark-submit does it. Spark's
   * jars are on its class path; those of Fairlane are sent along, each folder of classes as one.
   *
   * @param options of spark-submit
   * @param arguments of Fairlane
   */
  Driver submit(Path log, List<String> options, List<String> arguments) throws IOException {
    List<String> ours = new ArrayList<>();
    for (String entry : CLASS_PATH.split(File.pathSeparator)) {
      Path path = Path.of(entry);
      if (Files.isDirectory(path)) {
        ours.add(jar(path, folder.resolve("classes" + ours.size() + ".jar")).toString());
      } else if (path.getFileName().toString().startsWith("fairlane")) {
        ours.add(entry);
      }
    }
    List<String> line = new ArrayList<>(List.of("org.apache.spark.deploy.SparkSubmit"));
    line.addAll(options);
    line.addAll(List.of("--class", "io.fairlane.analysis.cli.Fairlane"));
    line.addAll(List.of("--jars", String.join(",", ours), ours.getFirst()));
    line.addAll(arguments);
    return Driver.java(log, folder.resolve("home/jars") + "/*", Map.of(), line);
  }

  private static Path jar(Path classes, Path jar) throws IOException {
    URI uri = URI.create("jar:" + jar.toUri());
    try (FileSystem to = FileSystems.newFileSystem(uri, Map.of("create", "true"));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.getPath("/").resolve(classes.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
    return jar;
  }

  private void start(String name, String main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(Driver.java(), "-Xmx256m", "-XX:+UseSerialGC"));
    command.addAll(Driver.opens());
    command.addAll(List.of("-cp", CLASS_PATH, main));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile());
    builder.environment().put("SPARK_HOME", folder.resolve("home").toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", LOOPBACK);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    processes.add(builder.start());
  }

  private static void await(String host, int port) throws Exception {
    for (int i = 0; i < 300; i++) {
      try (var probe = new Socket(host, port)) {
        return;
      } catch (IOException notYet) {
        Thread.sleep(100);
      }
    }
    throw new IllegalStateException("no master at " + port);
  }

  /**
   * Executor processes that live now: children of a worker, and not theirs, since whatever an
   * executor starts (Hadoop's Shell, Spark's ProcfsMetricsGetter) has its command line until exec.
   */
  List<ProcessHandle> executors() {
    return processes.stream()
        .flatMap(process -> process.toHandle().children())
        .filter(
            child -> child.info().commandLine().orElse("").contains("CoarseGrainedExecutorBackend"))
        .toList();
  }

  @Override
  public void close() throws Exception {
    List<ProcessHandle> children =
        processes.stream().flatMap(p -> p.toHandle().descendants()).toList();
    for (Process process : processes) {
      process.destroyForcibly();
    }
    children.forEach(ProcessHandle::destroyForcibly);
    for (Process process : processes) {
      process.waitFor(10, TimeUnit.SECONDS);
    }
  }
}
