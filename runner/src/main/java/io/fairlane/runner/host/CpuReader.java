package io.fairlane.runner.host;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the CPUs under a file-system root: sysfs first, {@code /proc/cpuinfo} for a CPU without a
 * topology folder (containers that hide sysfs, old kernels), and then "unknown", never a guess.
 */
final class CpuReader {
  private static final String SYSFS = "/sys/devices/system/";

  private final Path root;
  private final Map<Integer, Integer> nodes;
  private Map<Integer, Map<String, String>> cpuinfo;

  private CpuReader(Path root) {
    this.root = root;
    this.nodes = nodes(root);
  }

  /** What the kernel runs; empty = the host does not tell. */
  static BitSet online(Path root) {
    return ProcFiles.cpus(root, SYSFS + "cpu/online");
  }

  /** The CPUs that the kernel's balancing leaves alone (isolcpus). */
  static BitSet isolated(Path root) {
    return ProcFiles.cpus(root, SYSFS + "cpu/isolated");
  }

  /** What this process may use; the mask may still name CPUs that are offline. */
  static BitSet allowed(Path root) {
    BitSet allowed =
        ProcFiles.cpus(ProcFiles.field(root, "/proc/self/status", "Cpus_allowed_list"));
    BitSet online = online(root);
    if (!online.isEmpty()) {
      allowed.and(online);
    }
    return allowed;
  }

  /**
   * The allowed CPUs in the order of their numbers.
   *
   * @param online to know the kinds of core that the mask leaves out; empty = not known
   */
  static List<Cpu> cpus(Path root, BitSet allowed, BitSet online) {
    Map<Integer, Integer> kinds = CpuKinds.of(root, online.isEmpty() ? allowed : online);
    CpuReader reader = new CpuReader(root);
    List<Cpu> cpus = new ArrayList<>();
    allowed.stream().forEach(id -> cpus.add(reader.cpu(id, kinds.get(id))));
    return List.copyOf(cpus);
  }

  private Cpu cpu(int id, int kind) {
    String folder = SYSFS + "cpu/cpu" + id + "/topology/";
    BitSet siblings = ProcFiles.cpus(root, folder + "core_cpus_list");
    if (siblings.isEmpty()) {
      siblings = ProcFiles.cpus(root, folder + "thread_siblings_list"); // before Linux 5.3
    }
    int core = siblings.isEmpty() ? coreByCpuinfo(id) : siblings.nextSetBit(0);
    int socket =
        ProcFiles.number(ProcFiles.text(root, folder + "physical_package_id"))
            .or(() -> ProcFiles.number(Optional.ofNullable(cpuinfo(id).get("physical id"))))
            .filter(number -> number >= 0) // some ARM firmware gives -1
            .map(Long::intValue)
            .orElse(Cpu.UNKNOWN);
    return new Cpu(id, core, socket, nodes.getOrDefault(id, Cpu.UNKNOWN), kind);
  }

  private int coreByCpuinfo(int id) {
    String core = cpuinfo(id).get("core id");
    String socket = cpuinfo(id).get("physical id");
    if (core == null || socket == null) {
      return Cpu.UNKNOWN;
    }
    return cpuinfo.entrySet().stream()
        .filter(other -> core.equals(other.getValue().get("core id")))
        .filter(other -> socket.equals(other.getValue().get("physical id")))
        .mapToInt(Map.Entry::getKey)
        .min()
        .orElse(Cpu.UNKNOWN);
  }

  /** Read once and only if sysfs does not tell: the file is long, and slow on many CPUs. */
  private Map<String, String> cpuinfo(int id) {
    if (cpuinfo == null) {
      cpuinfo = new HashMap<>();
      String text = ProcFiles.text(root, "/proc/cpuinfo").orElse("");
      for (String block : text.split("\n\\s*\n")) {
        Map<String, String> fields = new HashMap<>();
        block
            .lines()
            .map(line -> line.split(":", 2))
            .filter(pair -> pair.length == 2)
            .forEach(pair -> fields.put(pair[0].strip(), pair[1].strip()));
        ProcFiles.number(Optional.ofNullable(fields.get("processor")))
            .ifPresent(cpu -> cpuinfo.put(cpu.intValue(), fields));
      }
    }
    return cpuinfo.getOrDefault(id, Map.of());
  }

  private static Map<Integer, Integer> nodes(Path root) {
    Map<Integer, Integer> nodeOf = new HashMap<>();
    ProcFiles.cpus(root, SYSFS + "node/online").stream()
        .forEach(
            node ->
                ProcFiles.cpus(root, SYSFS + "node/node" + node + "/cpulist").stream()
                    .forEach(cpu -> nodeOf.put(cpu, node)));
    return nodeOf;
  }
}
