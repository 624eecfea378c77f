package io.fairlane.runner.host;

import java.util.Comparator;

/**
 * One hardware thread of this host, as far as it matters for where to pin.
 *
 * @param id the kernel's number, as in {@code taskset}
 * @param core the lowest CPU number on its core, so that SMT siblings share it; {@link #UNKNOWN} =
 *     the host does not tell
 * @param socket the physical package; {@link #UNKNOWN} = the host does not tell
 * @param node the NUMA node; {@link #UNKNOWN} = the host does not tell
 * @param kind how fast its core is beside the others of the host, see {@link CpuKinds}
 */
record Cpu(int id, int core, int socket, int node, int kind) {
  static final int UNKNOWN = -1;

  /** Fast cores first; the kernel's numbers may go round the packages, neighbours should not. */
  static final Comparator<Cpu> ORDER =
      Comparator.comparingInt(Cpu::kind)
          .thenComparingInt(Cpu::socket)
          .thenComparingInt(Cpu::node)
          .thenComparingInt(Cpu::id);
}
