package io.fairlane.runner.go;

import io.fairlane.runner.host.CacheFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The Go programs as executables, built once for each state of the sources and each version of Go.
 * Built aside and moved into the cache whole, so any number of processes may ask at once: the first
 * to finish wins, the others take its result.
 */
public final class GoPrograms {
  private static final List<String> SOURCES =
      List.of(
          "go.mod",
          "loop/loop.go",
          "child/child_linux.go",
          "child/child_other.go",
          "cpus/cpus_linux.go",
          "cpus/cpus_other.go",
          "workload/main.go",
          "workload/consumer.go",
          "workload/parent.go",
          "workload/crowd.go",
          "workload/report.go",
          "workload/work.go",
          "workload/pace.go",
          "workload/latency.go",
          "workload/laps.go",
          "workload/trace.go",
          "workload/metrics.go",
          "workload/host_linux.go",
          "workload/host_other.go",
          "calibrate/main.go",
          "calibrate/round.go",
          "calibrate/process.go",
          "calibrate/compute.go",
          "calibrate/channels.go",
          "calibrate/crowd.go",
          "calibrate/preempt.go",
          "calibrate/profile.go",
          "calibrate/threads.go",
          "calibrate/visible.go",
          "calibrate/os_linux.go",
          "calibrate/os_other.go",
          "witness/main.go",
          "witness/busy_linux.go",
          "witness/busy_other.go");

  private static final List<String> PACKAGES = List.of("workload", "calibrate", "witness");

  private final Path folder;

  private GoPrograms(Path folder) {
    this.folder = folder;
  }

  /** The programs from the user's cache folder, built now if need be (seconds, once). */
  public static GoPrograms of(GoToolchain go) {
    return of(go, CacheFolder.find());
  }

  static GoPrograms of(GoToolchain go, Path cache) {
    try {
      Path wanted = cache.resolve("go-" + key(go));
      if (!Files.isDirectory(wanted)) {
        build(go, cache, wanted);
      }
      return new GoPrograms(wanted);
    } catch (IOException e) {
      throw new UncheckedIOException("building the Go programs in " + cache, e);
    }
  }

  /** The origin program. */
  Path workload() {
    return folder.resolve("workload");
  }

  /** The microbenchmarks of the scheduler's primitives. */
  public Path calibrate() {
    return folder.resolve("calibrate");
  }

  /** Watches the CPUs' speed beside a trial. */
  Path witness() {
    return folder.resolve("witness");
  }

  private static void build(GoToolchain go, Path cache, Path wanted) throws IOException {
    Path aside = Files.createTempDirectory(cache, "building-");
    try {
      for (String source : SOURCES) {
        Path file = aside.resolve("src").resolve(source);
        Files.createDirectories(file.getParent());
        try (InputStream text = GoPrograms.class.getResourceAsStream(source)) {
          Files.copy(text, file);
        }
      }
      Path bin = aside.resolve("bin");
      go.build(aside.resolve("src"), bin, PACKAGES);
      try {
        Files.move(bin, wanted, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        // A folder is never replaced by a move: somebody else was first, with the same content.
        if (!Files.isDirectory(wanted)) {
          throw e;
        }
      }
    } finally {
      delete(aside);
    }
  }

  private static String key(GoToolchain go) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has SHA-256", impossible);
    }
    digest.update((go.command() + " " + go.version()).getBytes());
    for (String source : SOURCES) {
      try (InputStream text = GoPrograms.class.getResourceAsStream(source)) {
        digest.update(text.readAllBytes());
      }
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }

  private static void delete(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
