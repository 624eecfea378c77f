package io.fairlane.analysis.cli;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Refusal;
import io.fairlane.runner.go.GoToolchain;
import io.fairlane.runner.host.Fingerprint;
import io.fairlane.runner.host.Pinning;
import io.fairlane.runner.host.Topology;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What {@code doctor} looks at, within a second; nothing here changes the host. */
final class HostChecks {
  /** A spinning thread should get all of its CPU for so long. */
  private static final long NOISE_WINDOW_NANOS = 250_000_000L;

  /** A step of the clock longer than this was spent elsewhere; a read takes 20 to 40 ns. */
  private static final long GAP_NANOS = 10_000;

  /** The share at which a trial would be called noisy. */
  private static final double NOISY_SHARE = 0.02;

  private HostChecks() {}

  static List<Check> all() {
    Map<String, String> host = Fingerprint.read();
    List<Check> checks = new ArrayList<>(List.of(jdk(), cpus(host)));
    if (checks.get(1).status() == Check.Status.OK) {
      checks.add(lane()); // else the reason has been said
    }
    checks.addAll(List.of(pinning(), go(), notebook(), noise(host), clock(host)));
    return List.copyOf(checks);
  }

  private static Check jdk() {
    return Check.ok("jdk", System.getProperty("java.vm.name") + " " + java.lang.Runtime.version());
  }

  private static Check cpus(Map<String, String> host) {
    int allowed = Topology.read().allowed().cardinality();
    int cpus = allowed == 0 ? java.lang.Runtime.getRuntime().availableProcessors() : allowed;
    String found = cpus + (cpus == 1 ? " CPU, " : " CPUs, ") + host.get("cpu");
    return cpus >= 2
        ? Check.ok("cpus", found)
        : Check.missing(
            "cpus",
            found,
            "a lane of its own needs a second CPU: widen the mask (taskset, cpuset)");
  }

  /** Where the smallest experiment with a lane would run. */
  private static Check lane() {
    try {
      return Check.ok("lane", Topology.read().place(2, Arm.PINNED).why());
    } catch (Refusal refusal) {
      return Check.missing("lane", "no CPU for it", refusal.getMessage());
    }
  }

  private static Check pinning() {
    Pinning.Check pinning = Pinning.check();
    return pinning.works()
        ? Check.ok("pinning", pinning.says())
        : Check.missing("pinning", "does not work", pinning.says());
  }

  private static Check go() {
    try {
      GoToolchain go = GoToolchain.find();
      return Check.ok("go", go.version() + ", " + go.command());
    } catch (Refusal refusal) {
      return Check.note("go", "runtime go cannot be measured", refusal.getMessage());
    }
  }

  private static Check notebook() {
    return onPath("python3")
        ? Check.ok("notebook", "python3 is there: 'fairlane notebook' makes its own .venv")
        : Check.note(
            "notebook",
            "no python3",
            "install it to run the notebooks, for example 'apt-get install python3-venv'");
  }

  private static boolean onPath(String program) {
    String path = System.getenv("PATH");
    return path != null
        && Stream.of(path.split(File.pathSeparator))
            .filter(folder -> !folder.isEmpty())
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static Check noise(Map<String, String> host) {
    spin(NOISE_WINDOW_NANOS / 10); // compiles the loop
    Gaps gaps = spin(NOISE_WINDOW_NANOS);
    String found =
        String.format(
            Locale.ROOT,
            "%.1f %% of a spinning thread's time lost, worst gap %.1f ms; steal since boot %s",
            100 * gaps.share(),
            gaps.worstNanos() / 1e6,
            host.getOrDefault("steal share since boot", Versions.ABSENT));
    return gaps.share() <= NOISY_SHARE
        ? Check.ok("noise", found)
        : Check.note("noise", found, "other programs or guests run here: expect wide intervals");
  }

  private record Gaps(double share, long worstNanos) {}

  private static Gaps spin(long window) {
    long start = System.nanoTime();
    long last = start;
    long lost = 0;
    long worst = 0;
    while (last - start < window) {
      long now = System.nanoTime();
      long step = now - last;
      if (step > GAP_NANOS) {
        lost += step;
        worst = Math.max(worst, step);
      }
      last = now;
    }
    return new Gaps((double) lost / (last - start), worst);
  }

  private static Check clock(Map<String, String> host) {
    String source = host.getOrDefault("clocksource", Versions.ABSENT);
    return List.of("tsc", "kvm-clock", "arch_sys_counter", Versions.ABSENT).contains(source)
        ? Check.ok("clock", source)
        : Check.note("clock", source, "each read is a system call: latencies will look longer");
  }
}
