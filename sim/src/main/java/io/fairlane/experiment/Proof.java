package io.fairlane.experiment;

import java.util.List;

/**
 * What a measured trial brings along so that it can be believed: how the host's CPUs were used
 * meanwhile, and whether the scheduler under test was fair. Null = the host or runtime does not
 * tell. All figures are of the consumer's clock.
 *
 * @param pressure of the whole host's CPUs
 * @param safepointSeconds the JVM held all of the pool's threads, collections included
 * @param crowd shares of the background tasks
 * @param go what the Go runtime tells of itself
 * @param othersShare of the CPU time of the trial's CPUs (go: of all), used by other processes,
 *     0..1
 * @param steadiness of what the JVM did before and during the trial
 * @param speed of the host's CPUs
 */
public record Proof(
    Pressure pressure,
    Double safepointSeconds,
    Crowd crowd,
    GoScheduler go,
    Double othersShare,
    Steadiness steadiness,
    Speed speed) {
  public static final Proof ABSENT =
      new Proof(Pressure.ABSENT, null, Crowd.ABSENT, GoScheduler.ABSENT);

  /** Without a look at other processes. */
  public Proof(Pressure pressure, Double safepointSeconds, Crowd crowd, GoScheduler go) {
    this(pressure, safepointSeconds, crowd, go, null);
  }

  /** Without a JVM that warms up, and without a look at the CPUs' speed. */
  public Proof(
      Pressure pressure, Double safepointSeconds, Crowd crowd, GoScheduler go, Double othersShare) {
    this(pressure, safepointSeconds, crowd, go, othersShare, Steadiness.ABSENT, Speed.ABSENT);
  }

  public Proof with(Steadiness other) {
    return new Proof(pressure, safepointSeconds, crowd, go, othersShare, other, speed);
  }

  public Proof with(Speed seen) {
    return new Proof(pressure, safepointSeconds, crowd, go, othersShare, steadiness, seen);
  }

  /**
   * How fast the CPUs were, by the counting loop timed for some 30 us every 10 ms on each CPU
   * beside the trial.
   *
   * @param iterationNs one iteration: harmonic mean over time and CPUs, since work adds up by rates
   * @param fastNs first decile of the looks
   * @param slowNs ninth decile of the looks
   * @param samples looks
   * @param cpusNs one iteration on each CPU; if the trial's threads were pinned, those of the
   *     pool's workers in their order, then the consumer's
   * @param error relative standard error of {@code iterationNs}: between two looks nobody looked
   * @param cpusError the same of each CPU's
   */
  public record Speed(
      Double iterationNs,
      Double fastNs,
      Double slowNs,
      Long samples,
      List<Double> cpusNs,
      Double error,
      List<Double> cpusError) {
    public static final Speed ABSENT = new Speed(null, null, null, null, null, null, null);
  }

  /**
   * Pressure stall information of the kernel: shares of the time, 0..1.
   *
   * @param some at least one thread of the host waited for a CPU
   * @param full no thread that was not idle had one; kernels that do not define it for the whole
   *     host have counted none since they started, which is absent
   */
  public record Pressure(Double some, Double full) {
    public static final Pressure ABSENT = new Pressure(null, null);
  }

  /**
   * @param fewestTurns of any background task
   * @param mostTurns of any background task
   * @param jain Jain's index of the turns: 1 = all equal, 1/tasks = one has all
   * @param lapP50Ns how long a task waits from the end of one turn to the start of its next, of one
   *     task in 64; quantiles are too high by at most 0.1 %, and waits longer than the clock remain
   *     unseen
   */
  public record Crowd(
      Long fewestTurns, Long mostTurns, Double jain, Double lapP50Ns, Double lapP99Ns) {
    public static final Crowd ABSENT = new Crowd(null, null, null, null, null);
  }

  /**
   * Judged by change points.
   *
   * @param warmUpSeconds how long the JVM ran small trials of the same shape before this one
   * @param steadyAfterSeconds when the last change of what they take was; null = they were not
   *     steady by their end, or nobody looked
   * @param rateChanges how often the rate of background turns changed its level during the trial;
   *     null = too short to tell, or no crowd
   */
  public record Steadiness(Double warmUpSeconds, Double steadyAfterSeconds, Long rateChanges) {
    public static final Steadiness ABSENT = new Steadiness(null, null, null);

    /** True if the JVM had not come to a steady state when the trial began. */
    public boolean stillWarmingUp() {
      return warmUpSeconds != null && steadyAfterSeconds == null;
    }
  }

  /**
   * @param gomaxprocs Ps it had
   * @param threads it had at the end
   * @param latencyP50Ns how long goroutines were runnable before they ran ({@code
   *     /sched/latencies:seconds}); the runtime looks at one stay in eight, and its buckets make
   *     quantiles too high by at most a quarter
   */
  public record GoScheduler(
      Long gomaxprocs, Long threads, Double latencyP50Ns, Double latencyP99Ns) {
    public static final GoScheduler ABSENT = new GoScheduler(null, null, null, null);
  }
}
