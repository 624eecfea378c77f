package io.fairlane.runner.host;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells performance cores from efficiency cores. A worker on a slow core takes longer for the same
 * turn, so a pool over both is not the pool of equal processors that the scenario describes.
 */
final class CpuKinds {
  /** All cores of the host are alike. */
  static final int ALIKE = 0;

  /** The fastest kind of several; slower kinds have higher numbers. */
  static final int FASTEST = 1;

  /**
   * Below this share of the fastest, a core is of another kind. Favoured cores of one kind differ
   * by up to 7 % (i9-13900KS: 6.0 and 5.6 GHz), the next kind is 20 % and more away (4.3 GHz).
   */
  private static final double SAME_KIND = 0.85;

  /** Intel's hybrid chips have a counter unit per kind, fastest first. */
  private static final List<String> UNITS = List.of("cpu_core", "cpu_atom", "cpu_lowpower");

  /**
   * The scheduler's own scale where it has one, else the limit of the hardware, not of a policy.
   */
  private static final List<String> SPEEDS = List.of("cpu_capacity", "cpufreq/cpuinfo_max_freq");

  private CpuKinds() {}

  /** The kind of each of these CPUs. All that are online must be given, or the kinds shift. */
  static Map<Integer, Integer> of(Path root, BitSet cpus) {
    List<BitSet> kinds = new ArrayList<>();
    BitSet rest = (BitSet) cpus.clone();
    for (String unit : UNITS) {
      BitSet members = ProcFiles.cpus(root, "/sys/devices/" + unit + "/cpus");
      members.and(rest);
      rest.andNot(members);
      kinds.addAll(bySpeed(root, members));
    }
    kinds.addAll(bySpeed(root, rest));
    int first = kinds.size() > 1 ? FASTEST : ALIKE;
    Map<Integer, Integer> kindOf = new HashMap<>();
    for (int i = 0; i < kinds.size(); i++) {
      int kind = first + i;
      kinds.get(i).stream().forEach(cpu -> kindOf.put(cpu, kind));
    }
    return kindOf;
  }

  private static List<BitSet> bySpeed(Path root, BitSet cpus) {
    List<BitSet> kinds = cpus.isEmpty() ? List.of() : List.of(cpus);
    for (String speed : SPEEDS) {
      if (kinds.size() == 1) {
        kinds = split(root, cpus, speed);
      }
    }
    return kinds;
  }

  private static List<BitSet> split(Path root, BitSet cpus, String file) {
    Map<Integer, Long> speeds = new HashMap<>();
    cpus.stream().forEach(cpu -> speed(root, cpu, file).ifPresent(s -> speeds.put(cpu, s)));
    if (speeds.size() < cpus.cardinality()) {
      return List.of(cpus); // a core without a figure must not look slow
    }
    List<BitSet> kinds = new ArrayList<>();
    long top = Long.MAX_VALUE;
    for (int cpu :
        cpus.stream().boxed().sorted(Comparator.comparing(c -> -speeds.get(c))).toList()) {
      if (kinds.isEmpty() || speeds.get(cpu) < SAME_KIND * top) {
        kinds.add(new BitSet());
        top = speeds.get(cpu);
      }
      kinds.get(kinds.size() - 1).set(cpu);
    }
    return kinds;
  }

  private static Optional<Long> speed(Path root, int cpu, String file) {
    return ProcFiles.number(ProcFiles.text(root, "/sys/devices/system/cpu/cpu" + cpu + "/" + file));
  }
}
