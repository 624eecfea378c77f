package io.fairlane.analysis.cli;

import io.fairlane.experiment.Manifest;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.RunDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A run is gone on with where it was begun: its prediction is made from that machine's costs, and
 * one table of two machines' trials would compare the machines. Other software on the same machine
 * is said and let pass. Machines with the same fingerprint cannot be told apart.
 */
final class SameHost {
  /** With another one of these, nothing measured before is comparable. */
  private static final Set<String> MACHINE = Set.of("cpu", "cpus allowed");

  /**
   * What differs without meaning anything: a counter, some kB that a kernel reserves, and the flags
   * of this JVM (trials run in JVMs of their own, with their own flags).
   */
  private static final Set<String> PASSING =
      Set.of("steal share since boot", "memory", "jvm flags");

  private SameHost() {}

  /**
   * @param here fingerprint of this host
   * @param remark told what software differs
   * @throws Refusal (host cannot) if the machine differs
   */
  static void require(RunDirectory run, Map<String, String> here, Consumer<String> remark) {
    Manifest manifest = run.manifest();
    List<String> machine = new ArrayList<>();
    List<String> software = new ArrayList<>();
    for (Map.Entry<String, String> then : manifest.host().entrySet()) {
      String name = then.getKey();
      String now = here.get(name);
      boolean told = now != null && !PASSING.contains(name) && !unused(name, manifest);
      if (told && !now.equals(then.getValue())) {
        (MACHINE.contains(name) ? machine : software)
            .add(name + " " + then.getValue() + ", here " + now);
      }
    }
    if (!machine.isEmpty()) {
      throw Refusal.hostCannot(
          run.path()
              + " was begun on another host ("
              + String.join("; ", machine)
              + "): go on there, or measure anew with another --out");
    }
    if (!software.isEmpty()) {
      remark.accept(
          run.path()
              + " was begun with other software ("
              + String.join("; ", software)
              + "): its trials may not be comparable, measure anew if in doubt");
    }
  }

  /** Without the runtime go, its version does not matter. */
  private static boolean unused(String name, Manifest manifest) {
    return name.equals("go") && !manifest.plan().runtimes().contains("go");
  }
}
