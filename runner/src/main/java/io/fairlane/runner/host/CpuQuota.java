package io.fairlane.runner.host;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * How much CPU time the kernel lets this process have. A process that has used its share stands
 * still until the period ends, all threads at once and for tens of milliseconds.
 *
 * @param cpus CPU seconds per second
 * @param where the file that says so
 */
record CpuQuota(double cpus, String where) {
  private static final String MOUNT = "/sys/fs/cgroup";

  /** The tightest limit; empty = none, or the host does not tell. */
  static Optional<CpuQuota> read(Path root) {
    List<CpuQuota> limits = new ArrayList<>();
    for (String line : ProcFiles.text(root, "/proc/self/cgroup").orElse("").lines().toList()) {
      String[] parts = line.split(":", 3); // number : controllers : path
      if (parts.length < 3) {
        continue;
      }
      if (parts[1].isEmpty()) {
        limits.addAll(upwards(MOUNT, parts[2], folder -> unified(root, folder)));
      } else if (Arrays.asList(parts[1].split(",")).contains("cpu")) {
        limits.addAll(upwards(MOUNT + "/" + parts[1], parts[2], folder -> legacy(root, folder)));
        limits.addAll(upwards(MOUNT + "/cpu", parts[2], folder -> legacy(root, folder)));
      }
    }
    return limits.stream().min(Comparator.comparingDouble(CpuQuota::cpus));
  }

  /**
   * A group has no more than those it is in. Inside a container the path may be the host's while
   * the mount shows the container's own group as the top: what is not there is passed by.
   */
  private static List<CpuQuota> upwards(
      String mount, String group, Function<String, Optional<CpuQuota>> limit) {
    List<CpuQuota> limits = new ArrayList<>();
    // Another namespace's group looks like /../name; normalized it stays below the mount.
    for (Path at = Path.of("/", group).normalize(); at != null; at = at.getParent()) {
      limit.apply(mount + (at.getParent() == null ? "" : at)).ifPresent(limits::add);
    }
    return limits;
  }

  /** cgroup v2: "150000 100000", or "max 100000". */
  private static Optional<CpuQuota> unified(Path root, String folder) {
    String file = folder + "/cpu.max";
    List<String> words = ProcFiles.words(ProcFiles.text(root, file).orElse(""));
    return words.size() < 2
        ? Optional.empty()
        : of(Optional.of(words.get(0)), Optional.of(words.get(1)), file);
  }

  /** cgroup v1: two files, and -1 for none. */
  private static Optional<CpuQuota> legacy(Path root, String folder) {
    String file = folder + "/cpu.cfs_quota_us";
    return of(
        ProcFiles.text(root, file), ProcFiles.text(root, folder + "/cpu.cfs_period_us"), file);
  }

  private static Optional<CpuQuota> of(
      Optional<String> quotaMicros, Optional<String> periodMicros, String file) {
    Optional<Long> period = ProcFiles.number(periodMicros).filter(micros -> micros > 0);
    return ProcFiles.number(quotaMicros)
        .filter(micros -> micros > 0)
        .flatMap(quota -> period.map(p -> new CpuQuota((double) quota / p, file)));
  }

  /** "1.5", "2": CPUs as one would write them. */
  String text() {
    String text = String.format(Locale.ROOT, "%.2f", cpus);
    return text.replaceFirst("\\.?0+$", "");
  }
}
