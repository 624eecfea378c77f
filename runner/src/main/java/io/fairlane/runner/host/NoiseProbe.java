package io.fairlane.runner.host;

import io.fairlane.experiment.Proof;
import io.fairlane.experiment.Trial.HostNoise;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
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
      long nanos) {}

  /**
   * The verdict's rule, in one place; what is absent does not count against a trial. A thread
   * stands still as well at a safepoint as without a CPU, so both count as one wait. Pressure is
   * the whole host's, whoever waits: it stands in only where the threads' own wait is not told.
   *
   * @param ownLane true if the consumer has a thread outside the run queues
   */
  public static boolean isNoisy(HostNoise noise, double seconds, boolean ownLane) {
    double limit =
        ownLane ? LANE_WAIT_SECONDS + LANE_WAIT_SHARE * seconds : NOISY_WAIT_SHARE * seconds;
    return above(noise.stealShare(), NOISY_STEAL_SHARE)
        || orZero(noise.runQueueWaitSeconds()) + orZero(noise.proof().safepointSeconds()) > limit
        || (noise.runQueueWaitSeconds() == null
            && above(noise.proof().pressure().some(), NOISY_WAIT_SHARE));
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
    Proof.Pressure pressure = end.pressure.since(start.pressure, (end.nanos - start.nanos) / 1e9);
    return noise.with(new Proof(pressure, null, Proof.Crowd.ABSENT, Proof.GoScheduler.ABSENT));
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
