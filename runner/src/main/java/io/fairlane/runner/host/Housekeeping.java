package io.fairlane.runner.host;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.util.BitSet;

/**
 * Keeps the JVM's own threads (compilers, collector, timers) off a CPU that is to be a lane. They
 * share the CPUs of the workers instead: a compiler that takes the lane's CPU for one slice of the
 * kernel lets the channel fill, and then every sender waits a lap in the crowd.
 */
public final class Housekeeping {
  /** {@code sched_setaffinity(2)}; the affinity library sets the current thread only. */
  interface Libc extends Library {
    int sched_setaffinity(int tid, NativeLong maskBytes, byte[] mask) throws LastErrorException;
  }

  private Housekeeping() {}

  /**
   * Confines every thread that this process has now, and so those they start, to these CPUs. Not
   * the process's first thread: it sleeps, and its mask says what the process may use ({@link
   * Topology}).
   *
   * @return how many threads were confined; 0 where there is no {@code /proc} or no native access
   */
  public static int confineTo(BitSet cpus) {
    byte[] mask = new byte[128];
    byte[] bits = cpus.toByteArray();
    System.arraycopy(bits, 0, mask, 0, bits.length);
    long first = ProcessHandle.current().pid();
    int confined = 0;
    try {
      Libc libc = Native.load("c", Libc.class);
      for (int tid : ProcFiles.threads()) {
        if (tid != first && confine(libc, tid, mask)) {
          confined++;
        }
      }
    } catch (LinkageError | IllegalArgumentException noNativeAccess) {
      return confined;
    }
    return confined;
  }

  private static boolean confine(Libc libc, int tid, byte[] mask) {
    try {
      return libc.sched_setaffinity(tid, new NativeLong(mask.length), mask) == 0;
    } catch (LastErrorException ended) {
      return false;
    }
  }
}
