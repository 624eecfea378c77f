package io.fairlane.runner.host;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Chooses CPUs that are as equal and as near to each other as the mask allows.
 *
 * <pre>
 *   1. a core for each    siblings share one core's units: each slows the other, now and then
 *   2. of one kind        the fastest kind that has enough cores
 *   3. in one NUMA node, else one package, else several
 * </pre>
 *
 * The first rule is given up last, the third one first: a distant core costs the same in every
 * trial, a shared one costs what the neighbour happens to do.
 */
final class CpuChoice {
  private static final int ALL = 0;

  /** What CPUs must have in common to be near, nearest first. */
  private static final List<Function<Cpu, Object>> NEAR =
      List.of(cpu -> List.of(cpu.socket(), cpu.node()), Cpu::socket, cpu -> ALL);

  private final List<Cpu> cores;
  private final List<Cpu> seconds;

  /** Of these CPUs. */
  CpuChoice(List<Cpu> cpus) {
    List<Cpu> first = new ArrayList<>();
    List<Cpu> others = new ArrayList<>();
    Set<Integer> taken = new HashSet<>();
    for (Cpu cpu : cpus.stream().sorted(Cpu.ORDER).toList()) {
      boolean free = cpu.core() == Cpu.UNKNOWN || taken.add(cpu.core());
      (free ? first : others).add(cpu);
    }
    this.cores = List.copyOf(first);
    this.seconds = List.copyOf(others);
  }

  /** All of them, the first hardware thread of each core before any second one. */
  List<Cpu> inOrderOfUse() {
    return Stream.concat(cores.stream(), seconds.stream()).toList();
  }

  /** So many of them; there must be as many. */
  List<Cpu> take(int count) {
    for (List<Cpu> pool : oneKindThenAll(cores)) {
      for (Function<Cpu, Object> near : NEAR) {
        for (List<Cpu> group : groups(pool, near)) {
          if (group.size() >= count) {
            return group.subList(0, count);
          }
        }
      }
    }
    return oneKindThenAll(inOrderOfUse()).stream()
        .filter(pool -> pool.size() >= count)
        .findFirst()
        .orElseThrow()
        .subList(0, count);
  }

  private static List<List<Cpu>> oneKindThenAll(List<Cpu> cpus) {
    List<List<Cpu>> pools = new ArrayList<>(groups(cpus, Cpu::kind));
    pools.add(cpus);
    return pools;
  }

  private static List<List<Cpu>> groups(List<Cpu> cpus, Function<Cpu, Object> by) {
    return List.copyOf(
        cpus.stream()
            .collect(Collectors.groupingBy(by, LinkedHashMap::new, Collectors.toList()))
            .values());
  }

  /** What kind of CPUs these are and what is wrong with them, in a few words. */
  String reason(List<Cpu> taken, BitSet isolated) {
    if (!known(taken, Cpu::core)) {
      return "the first allowed CPUs, this host does not tell its cores" + noted(taken, isolated);
    }
    List<Cpu> shared = taken.stream().filter(seconds::contains).toList();
    return kinds(taken)
        + place(taken)
        + (shared.isEmpty()
            ? ", one hardware thread each"
            : ", second hardware threads: CPU " + CpuList.text(shared, Cpu::id))
        + noted(taken, isolated);
  }

  private static String kinds(List<Cpu> taken) {
    int kind = taken.get(0).kind();
    if (taken.stream().anyMatch(cpu -> cpu.kind() != kind)) {
      return "cores of unequal speed";
    }
    return kind == CpuKinds.ALIKE
        ? "cores"
        : kind == CpuKinds.FASTEST ? "performance cores" : "efficiency cores";
  }

  private static String place(List<Cpu> taken) {
    if (!known(taken, Cpu::socket)) {
      return "";
    }
    long sockets = taken.stream().map(Cpu::socket).distinct().count();
    if (sockets > 1) {
      return " of packages " + CpuList.text(taken, Cpu::socket);
    }
    // Several packages are several nodes: to name both would only say it twice.
    long nodes = taken.stream().map(Cpu::node).distinct().count();
    return " of package "
        + taken.get(0).socket()
        + (nodes > 1 && known(taken, Cpu::node) ? ", nodes " + CpuList.text(taken, Cpu::node) : "");
  }

  private static boolean known(List<Cpu> cpus, ToIntFunction<Cpu> what) {
    return cpus.stream().mapToInt(what).noneMatch(number -> number == Cpu.UNKNOWN);
  }

  /** Isolated CPUs are quiet, but a thread that floats over them stays where it began. */
  private static String noted(List<Cpu> taken, BitSet isolated) {
    List<Cpu> quiet = taken.stream().filter(cpu -> isolated.get(cpu.id())).toList();
    return quiet.isEmpty() ? "" : ", isolated: CPU " + CpuList.text(quiet, Cpu::id);
  }
}
