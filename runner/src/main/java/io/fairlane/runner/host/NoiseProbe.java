package io.fairlane.runner.host;

import io.fairlane.experiment.Proof;
import io.fairlane.experiment.Trial.HostNoise;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What the host did between two instants to the threads that matter: those which run the consumer
 * (every worker of the pool in the fair arm, as any of them may; its own thread in the others).
 */
public final class NoiseProbe {
  /**
   * Above this share of CPU time taken by the hypervisor a trial is noisy: it shifts a 5 % error
   * budget by nearly half.
   */
  public static final double NOISY_STEAL_SHARE = 0.02;

  /**
   * Above this share of its clock spent waiting for a CPU a thread has not had its CPU to itself; a
   * quiet pinned thread waits for 0.1 to 1 % (timer ticks, kernel threads, sysmon).
   */
  public static final double NOISY_WAIT_SHARE = 0.05;

  /**
   * A thread in a lane of its own that is noisy already at this wait plus {@link #LANE_WAIT_SHARE}:
   * one stall of 2 ms fills the seed's buffer, and its producers then queue behind the whole crowd,
   * so that 50 ms of waiting have cost 2.4 s. Clean runs wait 1 to 6 ms.
   */
  public static final double LANE_WAIT_SECONDS = 0.010;

  /** What longer runs may wait in addition, as a share of the clock. */
  public static final double LANE_WAIT_SHARE = 0.002;

  /**
   * Above this share of the trial's CPUs used by other processes somebody else was there; the same
   * for runtime go.
   */
  public static final double NOISY_OTHERS_SHARE = 0.05;

  private final BitSet cpus;
  private final List<Long> threads = new CopyOnWriteArrayList<>();
  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getGarbageCollectorMXBeans();
  private Snapshot start;

  private record Snapshot(
      Optional<long[]> stealAndTotal,
      Optional<Long> waitNanos,
      Optional<Long> switches,
      long gc,
      CpuPressure pressure,
      CpuUse use,
      long nanos) {}

  /** Where the consumer runs, which decides what a wait for a CPU means. */
  public enum Seat {
    /** One task among all, on threads that have a CPU each. */
    RUN_QUEUES,
    /**
     * One task among all, on more threads than CPUs: these wait for each other, however quiet the
     * host is.
     */
    SHARED_CPUS,
    /** A thread outside the run queues. */
    OWN_LANE
  }

  /**
   * @param cpus those of the trial; none = other processes are not looked for
   */
  public NoiseProbe(BitSet cpus) {
    this.cpus = (BitSet) cpus.clone();
  }

  /**
   * The verdict's rule, in one place; what is absent does not count against a trial. A thread
   * stands still as well at a safepoint as without a CPU, so both count as one wait. Pressure is
   * the whole host's, whoever waits: it stands in only where the threads' own wait is not told.
   * Threads that share CPUs wait for their own kind or for others, and for others at most as long
   * as these ran: their wait counts only if other processes used the CPUs, too.
   */
  public static boolean isNoisy(HostNoise noise, double seconds, Seat seat) {
    double limit =
        seat == Seat.OWN_LANE
            ? LANE_WAIT_SECONDS + LANE_WAIT_SHARE * seconds
            : NOISY_WAIT_SHARE * seconds;
    Proof proof = noise.proof();
    boolean byOthers = seat != Seat.SHARED_CPUS || above(proof.othersShare(), NOISY_OTHERS_SHARE);
    double wait = byOthers ? orZero(noise.runQueueWaitSeconds()) : 0;
    return above(noise.stealShare(), NOISY_STEAL_SHARE)
        || wait + orZero(proof.safepointSeconds()) > limit
        || (byOthers
            && noise.runQueueWaitSeconds() == null
            && above(proof.pressure().some(), NOISY_WAIT_SHARE));
  }

  private static boolean above(Double share, double limit) {
    return share != null && share > limit;
  }

  private static double orZero(Double seconds) {
    return seconds == null ? 0 : seconds;
  }

  /** Called by each thread that runs the consumer, before {@link #start}. */
  public void addCurrentThread() {
    threadId().ifPresent(threads::add);
  }

  public void start() {
    start = snapshot();
  }

  /** What happened since {@link #start}; the wait is the mean over the threads added. */
  public HostNoise stop() {
    Snapshot end = snapshot();
    Double steal = null;
    if (start.stealAndTotal.isPresent() && end.stealAndTotal.isPresent()) {
      long total = end.stealAndTotal.get()[1] - start.stealAndTotal.get()[1];
      // The kernel counts in 10 ms ticks: with none passed there is no share to tell.
      steal =
          total <= 0
              ? null
              : (double) (end.stealAndTotal.get()[0] - start.stealAndTotal.get()[0]) / total;
    }
    HostNoise noise =
        new HostNoise(
            steal,
            difference(start.waitNanos, end.waitNanos)
                .map(nanos -> nanos / 1e9 / Math.max(1, threads.size()))
                .orElse(null),
            difference(start.switches, end.switches).orElse(null),
            (end.gc - start.gc) / 1e3,
            consumerThread().flatMap(this::cpuOf).orElse(null));
    double seconds = (end.nanos - start.nanos) / 1e9;
    return noise.with(
        new Proof(
            end.pressure.since(start.pressure, seconds),
            null,
            Proof.Crowd.ABSENT,
            Proof.GoScheduler.ABSENT,
            end.use.othersSince(start.use, seconds, cpus.cardinality())));
  }

  /** A task that ends its clock runs on the calling worker; a time box calls from elsewhere. */
  private Optional<Long> consumerThread() {
    return threads.size() == 1 ? Optional.of(threads.get(0)) : threadId().filter(threads::contains);
  }

  private static Optional<Long> difference(Optional<Long> from, Optional<Long> to) {
    return from.isPresent() && to.isPresent()
        ? Optional.of(to.get() - from.get())
        : Optional.empty();
  }

  private Snapshot snapshot() {
    return new Snapshot(
        stealAndTotal(),
        sum(this::waitNanos),
        sum(this::switches),
        gcMillis(),
        CpuPressure.read(ProcFiles.ROOT),
        CpuUse.read(ProcFiles.ROOT, cpus),
        System.nanoTime());
  }

  private interface PerThread {
    Optional<Long> of(long thread);
  }

  /** Empty if any of the threads does not tell: a partial sum would look like a small one. */
  private Optional<Long> sum(PerThread figure) {
    long sum = 0;
    for (long thread : threads) {
      Optional<Long> one = figure.of(thread);
      if (one.isEmpty()) {
        return Optional.empty();
      }
      sum += one.get();
    }
    return threads.isEmpty() ? Optional.empty() : Optional.of(sum);
  }

  private Optional<Long> waitNanos(long thread) {
    return ProcFiles.text("/proc/self/task/" + thread + "/schedstat")
        .map(ProcFiles::words)
        .filter(words -> words.size() >= 2)
        .map(words -> Long.parseLong(words.get(1)));
  }

  private Optional<Long> switches(long thread) {
    return ProcFiles.number(
        ProcFiles.field("/proc/self/task/" + thread + "/status", "nonvoluntary_ctxt_switches"));
  }

  /** Field 39 of {@code stat}, counted after the name, which may contain blanks. */
  private Optional<Integer> cpuOf(long thread) {
    return ProcFiles.text("/proc/self/task/" + thread + "/stat")
        .map(text -> ProcFiles.words(text.substring(text.lastIndexOf(')') + 1)))
        .filter(words -> words.size() > 36)
        .map(words -> Integer.parseInt(words.get(36)));
  }

  /** All CPUs together, in ticks: user nice system idle iowait irq softirq steal. */
  static Optional<long[]> stealAndTotal() {
    return ProcFiles.text("/proc/stat")
        .flatMap(text -> text.lines().findFirst())
        .map(ProcFiles::words)
        .filter(words -> words.size() >= 9)
        .map(
            words -> {
              long total = 0;
              for (int i = 1; i <= 8; i++) {
                total += Long.parseLong(words.get(i));
              }
              return new long[] {Long.parseLong(words.get(8)), total};
            });
  }

  private long gcMillis() {
    return collectors.stream().mapToLong(c -> Math.max(0, c.getCollectionTime())).sum();
  }

  private static Optional<Long> threadId() {
    try {
      return Optional.of(
          Long.parseLong(
              Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName().toString()));
    } catch (IOException | RuntimeException absent) {
      return Optional.empty();
    }
  }
}
