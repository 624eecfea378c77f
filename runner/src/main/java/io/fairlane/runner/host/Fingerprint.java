package io.fairlane.runner.host;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Which machine and which software a record comes from; what is unknown is "absent", never 0. */
public final class Fingerprint {
  public static final String ABSENT = "absent";

  private static final long GO_TIMEOUT_MILLIS = 2_000;
  private static final String CPU0 = "/sys/devices/system/cpu/cpu0/";

  private Fingerprint() {}

  /** By name, in the order for tables. Takes some tens of milliseconds, most of it {@code go}. */
  public static Map<String, String> read() {
    Topology topology = Topology.read();
    Map<String, String> host = new LinkedHashMap<>();
    host.put("cpu", cpuModel().orElse(ABSENT));
    host.put("cpus allowed", list(topology.allowed().toString()));
    host.put("cpus online", list(topology.online().toString()));
    host.put("kernel", ProcFiles.text("/proc/sys/kernel/osrelease").orElse(kernel()));
    host.put("os", osName().orElse(System.getProperty("os.name", ABSENT)));
    host.put("jvm", jvm());
    host.put("jvm flags", jvmFlags());
    host.put("go", goVersion().orElse(ABSENT));
    host.put(
        "clocksource", sys("/sys/devices/system/clocksource/clocksource0/current_clocksource"));
    host.put("governor", sys(CPU0 + "cpufreq/scaling_governor"));
    host.put("smt", sys("/sys/devices/system/cpu/smt/active"));
    host.put("isolated cpus", sys("/sys/devices/system/cpu/isolated"));
    host.put("steal share since boot", stealSinceBoot().orElse(ABSENT));
    host.put("memory", ProcFiles.field("/proc/meminfo", "MemTotal").orElse(ABSENT));
    return host;
  }

  /** Short form for {@code Costs.host}: "AMD EPYC, 2 CPUs, Linux 6.18". */
  public static String hostId() {
    int cpus = Topology.read().allowed().cardinality();
    String kernel = kernel();
    String[] parts = kernel.split("[.-]");
    return cpuModel().orElse(System.getProperty("os.arch", "unknown CPU"))
        + ", "
        + (cpus == 0 ? Runtime.getRuntime().availableProcessors() : cpus)
        + " CPUs, "
        + System.getProperty("os.name", "unknown OS")
        + " "
        + (parts.length >= 2 ? parts[0] + "." + parts[1] : kernel);
  }

  /** What {@code go version} says, without the words around it; empty if there is no go. */
  public static Optional<String> goVersion() {
    return findOnPath("go").flatMap(Fingerprint::askGo);
  }

  private static Optional<String> askGo(Path go) {
    Process process = null;
    try {
      process =
          new ProcessBuilder(go.toString(), "version")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(GO_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
        return Optional.empty();
      }
      String says =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return Optional.of(says.replaceFirst("^go version ", "")).filter(v -> !v.isEmpty());
    } catch (IOException notRunnable) {
      return Optional.empty();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      if (process != null) {
        process.destroyForcibly();
      }
    }
  }

  private static Optional<Path> findOnPath(String program) {
    String path = System.getenv("PATH");
    for (String folder : (path == null ? "" : path).split(File.pathSeparator)) {
      Path candidate = Path.of(folder, program);
      if (!folder.isEmpty() && Files.isExecutable(candidate) && !Files.isDirectory(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> cpuModel() {
    return ProcFiles.field("/proc/cpuinfo", "model name\t")
        .or(() -> ProcFiles.field("/proc/cpuinfo", "model name"))
        .filter(model -> !model.isEmpty());
  }

  private static String kernel() {
    return System.getProperty("os.version", ABSENT);
  }

  private static Optional<String> osName() {
    return ProcFiles.text("/etc/os-release")
        .flatMap(
            text ->
                text.lines()
                    .filter(line -> line.startsWith("PRETTY_NAME="))
                    .map(line -> line.substring("PRETTY_NAME=".length()).replace("\"", ""))
                    .findFirst());
  }

  private static String jvm() {
    return System.getProperty("java.vm.name")
        + " "
        + System.getProperty("java.runtime.version")
        + ", "
        + System.getProperty("java.vendor");
  }

  /** Heap, collector, compiler and pinning flags; program arguments and paths are left out. */
  private static String jvmFlags() {
    String flags =
        java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(flag -> flag.startsWith("-X") || flag.startsWith("--enable-native-access"))
            // where the start cache lies is this checkout's affair and changes nothing measured
            .filter(flag -> !flag.startsWith("-XX:AOTCache") && !flag.startsWith("-XX:SharedA"))
            .collect(java.util.stream.Collectors.joining(" "));
    return flags.isEmpty() ? "none" : flags;
  }

  private static Optional<String> stealSinceBoot() {
    return NoiseProbe.stealAndTotal()
        .filter(ticks -> ticks[1] > 0)
        .map(ticks -> String.format(java.util.Locale.ROOT, "%.4f", (double) ticks[0] / ticks[1]));
  }

  private static String sys(String path) {
    return ProcFiles.text(path).filter(text -> !text.isEmpty()).orElse(ABSENT);
  }

  private static String list(String cpus) {
    String plain = cpus.replaceAll("[{} ]", "");
    return plain.isEmpty() ? ABSENT : plain;
  }
}
