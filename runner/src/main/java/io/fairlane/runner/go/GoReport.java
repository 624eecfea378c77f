package io.fairlane.runner.go;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fairlane.experiment.Proof;
import io.fairlane.experiment.Trial;
import java.util.List;

/**
 * The line of JSON that the origin program ends with ({@code workload/report.go}).
 *
 * @param go version the program was built with
 * @param gomaxprocs what the runtime used
 * @param cpus CPUs the process could use
 * @param boxed ended by the time box; then {@code seconds} is the box
 * @param seconds the consumer's clock
 * @param turns background turns in that time
 * @param laps laps the consumer lost; -1 = cannot be told
 * @param gapLaps length, in laps, of the gaps counted in {@code laps}
 * @param spawnSeconds spawning, before the clock
 * @param voluntary voluntary context switches of the process during the clock
 * @param involuntary involuntary ones
 * @param cpuSeconds CPU time of the process during the clock
 * @param queueWaitSeconds run-queue wait of its threads during the window
 * @param stealSeconds CPU time the hypervisor took from the machine during the window
 * @param busySeconds CPU time spent by all processes during the window
 * @param windowSeconds just before the consumer was spawned, to the end
 * @param windowCpuSeconds CPU time of this process during the window
 * @param parentThread thread of the consumer's creator; 0 = not looked at, or not told
 * @param consumerThreads those the consumer was seen on
 * @param latencies messages with an intended time
 * @param latencyP50Ns quantiles of how late they were received, too high by at most 0.1 % or 16 ns
 * @param turnsMin fewest turns of any background task; of the whole clock, boxed or not
 * @param lapWaits waits between two turns that were timed, in {@code lapP50Ns} as precise as above
 * @param threads of the process at the end; -1 = this Go does not tell
 * @param schedWaits stays in a run queue that the runtime looked at
 * @param schedP50Ns quantiles of them, too high by at most a quarter
 * @param pressureSome share of the window in which somebody on this host waited for a CPU; null =
 *     the kernel does not tell
 */
record GoReport(
    String go,
    int gomaxprocs,
    int cpus,
    boolean locked,
    boolean boxed,
    double seconds,
    long messages,
    long turns,
    long laps,
    @JsonProperty("gap_laps") double gapLaps,
    @JsonProperty("spawn_seconds") double spawnSeconds,
    long voluntary,
    long involuntary,
    @JsonProperty("cpu_seconds") double cpuSeconds,
    @JsonProperty("queue_wait_seconds") double queueWaitSeconds,
    @JsonProperty("steal_seconds") double stealSeconds,
    @JsonProperty("busy_seconds") double busySeconds,
    @JsonProperty("window_seconds") double windowSeconds,
    @JsonProperty("window_cpu_seconds") double windowCpuSeconds,
    @JsonProperty("parent_thread") long parentThread,
    @JsonProperty("consumer_threads") List<Long> consumerThreads,
    long latencies,
    @JsonProperty("latency_p50_ns") long latencyP50Ns,
    @JsonProperty("latency_p99_ns") long latencyP99Ns,
    @JsonProperty("latency_p999_ns") long latencyP999Ns,
    @JsonProperty("turns_min") long turnsMin,
    @JsonProperty("turns_max") long turnsMax,
    double jain,
    @JsonProperty("lap_waits") long lapWaits,
    @JsonProperty("lap_p50_ns") long lapP50Ns,
    @JsonProperty("lap_p99_ns") long lapP99Ns,
    long threads,
    @JsonProperty("sched_waits") long schedWaits,
    @JsonProperty("sched_p50_ns") long schedP50Ns,
    @JsonProperty("sched_p99_ns") long schedP99Ns,
    @JsonProperty("pressure_some") Double pressureSome,
    @JsonProperty("pressure_full") Double pressureFull) {

  /** Ticks of /proc/stat are 10 ms of CPU time; two are within its rounding. */
  private static final double ROUNDING_SECONDS = 0.02;

  private static final double MOST_STEAL = 0.01;
  private static final double MOST_OTHERS = 0.05;

  /** A quantile is told if at least so many values lie beyond it. */
  private static final int BEYOND = 10;

  /** Send to receive; absent quantiles have too few messages. */
  Trial.Latency latency() {
    return new Trial.Latency(
        quantile(latencies, 2, latencyP50Ns),
        quantile(latencies, 100, latencyP99Ns),
        quantile(latencies, 1000, latencyP999Ns));
  }

  /** One of so many values lies beyond the quantile. */
  private static Double quantile(long values, int oneIn, long nanos) {
    return values >= (long) BEYOND * oneIn ? (double) nanos : null;
  }

  /** Shares of the crowd, the host's pressure and what the runtime says of itself. */
  Proof proof(int tasks) {
    return new Proof(
        new Proof.Pressure(pressureSome, pressureFull),
        null,
        tasks == 0
            ? Proof.Crowd.ABSENT
            : new Proof.Crowd(
                turnsMin,
                turnsMax,
                jain,
                quantile(lapWaits, 2, lapP50Ns),
                quantile(lapWaits, 100, lapP99Ns)),
        new Proof.GoScheduler(
            (long) gomaxprocs,
            threads < 0 ? null : threads,
            quantile(schedWaits, 2, schedP50Ns),
            quantile(schedWaits, 100, schedP99Ns)),
        hostTells() ? othersShare() : null);
  }

  /** False where the kernel keeps no such figures (not Linux). */
  boolean hostTells() {
    return busySeconds > 0;
  }

  /** Who ran where; null if nobody looked. */
  Trial.Threads seen() {
    return parentThread == 0 || consumerThreads.isEmpty()
        ? null
        : new Trial.Threads(parentThread, consumerThreads);
  }

  /** Share of the machine's CPU time that the hypervisor took, 0..1. */
  double stealShare() {
    return stealSeconds / (windowSeconds * cpus);
  }

  /** Share of the machine's CPU time that other processes used, 0..1. */
  double othersShare() {
    return Math.max(0, busySeconds - windowCpuSeconds) / (windowSeconds * cpus);
  }

  /**
   * More than 1 % of the machine was taken by the hypervisor or more than 5 % by other processes,
   * beyond the rounding of the kernel's figures.
   */
  boolean noisy() {
    double rounding = ROUNDING_SECONDS / (windowSeconds * cpus);
    return stealShare() > MOST_STEAL + rounding || othersShare() > MOST_OTHERS + rounding;
  }
}
