package io.fairlane.runner.host;

import io.fairlane.experiment.Refusal;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicReference;
import net.openhft.affinity.Affinity;
import net.openhft.affinity.IAffinity;

/**
 * Pins threads and proves it. Uses {@code Affinity.setAffinity} only: {@code AffinityLock} leaves a
 * thread unpinned without an error, and steps outside a {@code taskset} mask.
 */
public final class Pinning {
  private static final String REMEDY_NATIVE =
      "start java with --enable-native-access=ALL-UNNAMED and keep jna and jna-platform on the"
          + " class path";

  /**
   * Whether this host lets threads be pinned.
   *
   * @param works proven by read-back on a thread made for it
   * @param says one line: what was proven, or what is wrong and the remedy
   */
  public record Check(boolean works, String says) {}

  private Pinning() {}

  /** Pins a throwaway thread to an allowed CPU and reads the mask back. */
  public static Check check() {
    AtomicReference<Check> result = new AtomicReference<>();
    Thread probe = new Thread(() -> result.set(checkHere()), "pinning-check");
    probe.start();
    try {
      probe.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new Check(false, "pinning: not checked, interrupted");
    }
    return result.get();
  }

  private static Check checkHere() {
    BitSet allowed = CpuReader.allowed(ProcFiles.ROOT);
    if (allowed.isEmpty()) {
      return new Check(false, "no Cpus_allowed_list in /proc/self/status: pinning needs Linux");
    }
    int cpu = allowed.length() - 1;
    try {
      pinCurrentThread(cpu);
      return new Check(true, "pinned a thread to CPU " + cpu + " and read the mask back");
    } catch (Refusal refusal) {
      return new Check(false, refusal.getMessage());
    }
  }

  /**
   * Pins the current thread to one CPU; threads it starts inherit the mask.
   *
   * @throws Refusal (host cannot) unless the kernel's own record of the thread shows that CPU alone
   */
  public static void pinCurrentThread(int cpu) {
    BitSet wanted = new BitSet();
    wanted.set(cpu);
    confineCurrentThread(wanted);
  }

  /**
   * The same with several CPUs to choose from.
   *
   * @throws Refusal as {@link #pinCurrentThread}
   */
  public static void confineCurrentThread(BitSet wanted) {
    String cpu = wanted.toString().replaceAll("[{} ]", "");
    // The library would go where the process may not: it treats CPUs outside the mask as isolated.
    BitSet outside = (BitSet) wanted.clone();
    outside.andNot(CpuReader.allowed(ProcFiles.ROOT));
    if (!outside.isEmpty()) {
      throw Refusal.hostCannot(
          "CPU "
              + outside.nextSetBit(0)
              + " is outside this process's mask: widen it (taskset, cpuset)");
    }
    try {
      IAffinity implementation = Affinity.getAffinityImpl();
      if (implementation.getClass().getSimpleName().equals("NullAffinity")) {
        throw Refusal.hostCannot("cannot pin threads, native access is denied: " + REMEDY_NATIVE);
      }
      Affinity.setAffinity(wanted);
    } catch (IllegalStateException | LinkageError e) {
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw Refusal.hostCannot("cannot pin to CPU " + cpu + " (" + reason + "): " + REMEDY_NATIVE);
    }
    BitSet actual =
        ProcFiles.field("/proc/thread-self/status", "Cpus_allowed_list")
            .map(ProcFiles::cpuList)
            .orElseGet(BitSet::new);
    if (!actual.equals(wanted)) {
      throw Refusal.hostCannot(
          "pinned to CPU "
              + cpu
              + " but the kernel says "
              + (actual.isEmpty() ? "nothing" : actual.toString())
              + ": "
              + REMEDY_NATIVE);
    }
  }

  /** Lets the current thread run wherever the process may, whatever it inherited. */
  public static void letCurrentThreadFloat() {
    BitSet allowed = CpuReader.allowed(ProcFiles.ROOT);
    if (!allowed.isEmpty()) {
      Affinity.setAffinity(allowed);
    }
  }
}
