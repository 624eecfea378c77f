package io.fairlane.runner.host;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;

/**
 * How long some CPUs have computed so far, whoever for ({@code /proc/stat}), and how long this
 * process has.
 *
 * @param busyTicks of those CPUs together; null: not told
 * @param ownNanos CPU time of this process; negative: not told
 */
record CpuUse(Long busyTicks, long ownNanos) {
  /** {@code USER_HZ}: what {@code /proc/stat} counts in, on every Linux. */
  private static final double TICK_SECONDS = 0.01;

  /** Two ticks are within the rounding of the kernel's figures. */
  private static final double ROUNDING_SECONDS = 2 * TICK_SECONDS;

  /**
   * Of a cpu line: user, nice, system, irq, softirq; not idle, iowait, steal or what is in user.
   */
  private static final int[] BUSY_FIELDS = {1, 2, 3, 6, 7};

  private static final int FIELDS = 8;

  /**
   * @param root below which {@code /proc} lies
   */
  static CpuUse read(Path root, BitSet cpus) {
    long own =
        ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
            ? system.getProcessCpuTime()
            : -1;
    return new CpuUse(busyTicks(ProcFiles.text(root, "/proc/stat").orElse(""), cpus), own);
  }

  /** Null if one of the CPUs has no line: what is missing would look like little. */
  private static Long busyTicks(String stat, BitSet cpus) {
    long ticks = 0;
    int seen = 0;
    for (String line : stat.lines().filter(line -> line.matches("cpu\\d+ .*")).toList()) {
      List<String> words = ProcFiles.words(line);
      if (words.size() >= FIELDS && cpus.get(Integer.parseInt(words.get(0).substring(3)))) {
        seen++;
        for (int field : BUSY_FIELDS) {
          ticks += Long.parseLong(words.get(field));
        }
      }
    }
    return seen == cpus.cardinality() && seen > 0 ? ticks : null;
  }

  /**
   * Share of the CPUs' time since an earlier reading that went to other processes, less what may be
   * rounding; null: not told.
   */
  Double othersSince(CpuUse earlier, double seconds, int cpus) {
    if (busyTicks == null || earlier.busyTicks == null || ownNanos < 0 || !(seconds > 0)) {
      return null;
    }
    double busy = (busyTicks - earlier.busyTicks) * TICK_SECONDS;
    double own = (ownNanos - earlier.ownNanos) / 1e9;
    return Math.max(0, busy - own - ROUNDING_SECONDS) / (seconds * cpus);
  }
}
