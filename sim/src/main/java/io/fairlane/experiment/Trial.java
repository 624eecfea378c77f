package io.fairlane.experiment;

import java.util.List;
import java.util.Locale;

/**
 * One finished run of one arm, measured or simulated: a row of {@code trials.csv}. A figure that
 * nobody could observe is null ("absent" in the file), never 0.
 *
 * @param kind predicted or measured
 * @param scenario the scenario's name
 * @param rep number of the trial (or replication) within its arm, from 0
 * @param seed what fixed the run's randomness
 * @param seconds the consumer's clock, first instruction to last message (or to the time box)
 * @param messages how many got through in that time
 */
public record Trial(
    Kind kind,
    String scenario,
    Runtime runtime,
    Arm arm,
    int rep,
    long seed,
    double seconds,
    long messages,
    Counters counters,
    Latency latency,
    Verdict verdict,
    HostNoise host) {

  public enum Kind {
    PREDICTED,
    MEASURED;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public enum Verdict {
    CLEAN,
    /** The host disturbed the run beyond the stated rule; kept, and marked. */
    NOISY,
    /** Background tasks did not get equal shares. */
    UNFAIR,
    /** Stopped by the clock; compared as a rate. */
    TIMEBOXED;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What happened during the consumer's clock; null = not observable there.
   *
   * @param backgroundTurns background turns completed
   * @param preemptionsConsumer times the consumer was sent to the global tail (measured on Go: laps
   *     it lost)
   * @param preemptionsProducer times a producer was
   * @param handoffs Ps that went to or from the thread of a locked task (go, measured: voluntary
   *     context switches)
   * @param steals successful steals
   * @param globalGets tasks or batches taken from the global queue
   */
  public record Counters(
      Long backgroundTurns,
      Long preemptionsConsumer,
      Long preemptionsProducer,
      Long handoffs,
      Long steals,
      Long globalGets) {}

  /**
   * Send-to-receive latency quantiles in nanoseconds; null = not recorded, or too few for it.
   *
   * @param consumerDelay how long the consumer was runnable before it ran
   * @param producerDelay how long producers were
   */
  public record Latency(
      Double p50Ns,
      Double p99Ns,
      Double p999Ns,
      RunQueueDelay consumerDelay,
      RunQueueDelay producerDelay) {
    public static final Latency ABSENT = new Latency(null, null, null);

    /** Without a look at the run queues. */
    public Latency(Double p50Ns, Double p99Ns, Double p999Ns) {
      this(p50Ns, p99Ns, p999Ns, RunQueueDelay.ABSENT, RunQueueDelay.ABSENT);
    }
  }

  /** Run-queue delay quantiles in nanoseconds; null = not recorded, or too few for it. */
  public record RunQueueDelay(Double p50Ns, Double p99Ns, Double p999Ns) {
    public static final RunQueueDelay ABSENT = new RunQueueDelay(null, null, null);
  }

  /**
   * What the host did to a measured run; null = the host does not tell.
   *
   * @param stealShare share of CPU time taken by the hypervisor, 0..1
   * @param runQueueWaitSeconds time the consumer's (pool) or process's (go) threads waited for a
   *     CPU
   * @param involuntarySwitches involuntary context switches
   * @param gcSeconds time in garbage collection
   * @param cpu CPU the consumer ended on
   * @param threads which threads the consumer and its parent were seen on
   * @param proof that the scheduler was fair, and what else the host tells
   */
  public record HostNoise(
      Double stealShare,
      Double runQueueWaitSeconds,
      Long involuntarySwitches,
      Double gcSeconds,
      Integer cpu,
      Threads threads,
      Proof proof) {
    public static final HostNoise ABSENT = new HostNoise(null, null, null, null, null);

    /** Without a look at the threads, and without more proof. */
    public HostNoise(
        Double stealShare,
        Double runQueueWaitSeconds,
        Long involuntarySwitches,
        Double gcSeconds,
        Integer cpu) {
      this(stealShare, runQueueWaitSeconds, involuntarySwitches, gcSeconds, cpu, null);
    }

    /** Without more proof. */
    public HostNoise(
        Double stealShare,
        Double runQueueWaitSeconds,
        Long involuntarySwitches,
        Double gcSeconds,
        Integer cpu,
        Threads threads) {
      this(
          stealShare,
          runQueueWaitSeconds,
          involuntarySwitches,
          gcSeconds,
          cpu,
          threads,
          Proof.ABSENT);
    }

    /** The same with this proof. */
    public HostNoise with(Proof more) {
      return new HostNoise(
          stealShare, runQueueWaitSeconds, involuntarySwitches, gcSeconds, cpu, threads, more);
    }
  }

  /**
   * Threads of the operating system by their ids: does a task share one with another?
   *
   * @param parent of the task that created the consumer, at that moment
   * @param consumer those that the consumer was seen on, in order of first sight; the first ones
   *     only if there were many
   */
  public record Threads(long parent, List<Long> consumer) {}

  /** The same with another number. */
  public Trial numbered(int other) {
    return new Trial(
        kind, scenario, runtime, arm, other, seed, seconds, messages, counters, latency, verdict,
        host);
  }

  /** The same with another verdict, and what it is founded on. */
  public Trial judged(Verdict other, HostNoise foundedOn) {
    return new Trial(
        kind, scenario, runtime, arm, rep, seed, seconds, messages, counters, latency, other,
        foundedOn);
  }

  /** Nanoseconds of the consumer's clock per message: comparable between full and boxed runs. */
  public double nanosPerMessage() {
    return seconds * 1e9 / messages;
  }

  /** Background turns per second of the consumer's clock; NaN where turns were not observed. */
  public double backgroundTurnsPerSecond() {
    return counters.backgroundTurns() == null ? Double.NaN : counters.backgroundTurns() / seconds;
  }

  /** The same with the host's speed that was seen meanwhile. */
  public Trial at(Proof.Speed speed) {
    return judged(verdict, host.with(host.proof().with(speed)));
  }

  /** The same with other clock and turns: what both are taken from stays. */
  public Trial with(double otherSeconds, Long turns) {
    Counters c = counters;
    return new Trial(
        kind,
        scenario,
        runtime,
        arm,
        rep,
        seed,
        otherSeconds,
        messages,
        new Counters(
            turns,
            c.preemptionsConsumer(),
            c.preemptionsProducer(),
            c.handoffs(),
            c.steals(),
            c.globalGets()),
        latency,
        verdict,
        host);
  }
}
