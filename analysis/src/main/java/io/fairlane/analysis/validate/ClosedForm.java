package io.fairlane.analysis.validate;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Costs;
import io.fairlane.experiment.Scenario;

/**
 * The speedup by a formula instead of a model: what the scheduler's specification (section 10)
 * expects of means. With N messages, B slots and a lap L of the whole background,
 *
 * <pre>
 *   T(fair)   = N (t_s + t_r) + 2 N t_w / (B + 2) + N t_r / S * L
 *   T(locked) = N (t_s + t_r) + 2 N (t_w + t_h) / (B + 2),
 *               and if B t_r &gt;= D the laps of fair too
 *   L         = background tasks * t_b / Ps
 * </pre>
 *
 * that is, one lap per mean slice S of consumer time (R2), and two switches (t_w) per full channel,
 * at which a locked consumer's thread is handed over as well (t_h); once a turn of its own lasts
 * the age D at which slices end, a locked consumer is preempted like any other (R1). R2 leaves t_w
 * out, which is harmless at its 100,000 slots; without a buffer it is most of the time (R5). A
 * baseline must not be made weak. The costs are those that the model is fed.
 *
 * <p>It knows no luck, no lost preemption requests, no contention and no resonance; whether knowing
 * them is worth a model is what {@link io.fairlane.analysis.stats.Skill} tells.
 */
public final class ClosedForm {
  /** Mean slice over the age at which it ends: 16.5 ms of 10 ms, the mix in R2. */
  static final double SLICE = 1.65;

  /** A thread asleep for longer takes longer to wake ({@link Costs#handoffIdleLong}). */
  private static final double SHORT_SLEEP_NS = 50_000;

  private static final double NS_PER_MS = 1e6;

  private final Scenario scenario;
  private final Costs costs;
  private final double send;
  private final double receive;

  /**
   * @param costs of the host and runtime (ns)
   */
  public ClosedForm(Scenario scenario, Costs costs) {
    this.scenario = scenario;
    this.costs = costs;
    double iteration = costs.iteration().value();
    this.send = costs.send().value() + scenario.producers().work().mean() * iteration;
    this.receive = costs.receive().value() + scenario.consumer().work().mean() * iteration;
  }

  /** True if the formula has a word for it: producers at full speed, a consumer that may lock. */
  public static boolean covers(Scenario scenario, Arm arm) {
    return arm == Arm.LOCKED
        && !scenario.producers().paced()
        && scenario.consumer().lockedBy() == Scenario.LockedBy.SELF;
  }

  /** T(fair) / T(locked). */
  public double speedup() {
    return fairNs() / lockedNs();
  }

  /** Time of a message as an ordinary task (ns). */
  double fairNs() {
    return send + receive + switches(0) + laps();
  }

  /** Time of a message on a thread of its own (ns). */
  double lockedNs() {
    boolean outlivesItsSlice =
        scenario.channel().capacity() * receive >= scenario.timeSlice() * NS_PER_MS;
    return send + receive + switches(handoffNs()) + (outlivesItsSlice ? laps() : 0);
  }

  private double laps() {
    return receive / (SLICE * scenario.timeSlice() * NS_PER_MS) * lapNs();
  }

  /** From the tail of the global queue to its head (ns); 0 without background. */
  double lapNs() {
    double turn =
        scenario.background().work().mean() * costs.iteration().value() + costs.yield().value();
    return scenario.background().tasks() * turn / scenario.processors();
  }

  private double switches(double handoff) {
    double one = costs.ready().value() + costs.park().value() + handoff;
    return 2 * one / (scenario.channel().capacity() + 2.0);
  }

  /** Onto a CPU that is kept busy, or one that idles and must be woken (section 6). */
  private double handoffNs() {
    if (scenario.background().tasks() > 0 && scenario.processors() >= costs.cpus()) {
      return costs.handoffBusy().value();
    }
    // the thread of either side sleeps while the other has its turn: the mean of the two
    double turn = (scenario.channel().capacity() + 2) * (send + receive) / 2;
    return (turn > SHORT_SLEEP_NS ? costs.handoffIdleLong() : costs.handoffIdle()).value();
  }
}
