package io.fairlane.sim.gpm;

import io.fairlane.experiment.Cost;
import io.fairlane.experiment.Costs;

/**
 * The {@link Costs} in the model's unit, whole picoseconds. A jitter is a relative standard
 * deviation, a growth a ratio. Field by field the meaning is that of {@link Costs}.
 */
public record Durations(
    int cpus,
    double iterationPs,
    long yield,
    long send,
    long receive,
    long sendContended,
    long receiveContended,
    double sendGrowth,
    double receiveGrowth,
    long complete,
    long ready,
    long park,
    long resume,
    long spawn,
    long wake,
    long handoffBusy,
    long handoffIdle,
    long handoffIdleLong,
    long steal,
    long stealRunnextBackoff,
    long sysmonPeriod,
    long sysmonSlack,
    long preemptVisible,
    long preemptSignal,
    long schedLock,
    double turnJitter,
    double channelJitter) {

  public static final long PS_PER_NS = 1_000;
  public static final double PS_PER_SECOND = 1e12;

  /** A thread that slept for less is still warm: {@link #handoffIdle}, else the long one. */
  static final long SHORT_SLEEP = 50_000 * PS_PER_NS;

  /** Clone of a thread on first use (spec section 9: 15 to 50 us). */
  static final long CREATE_THREAD = 30_000 * PS_PER_NS;

  public static Durations of(Costs costs) {
    return new Durations(
        costs.cpus(),
        costs.iteration().value() * PS_PER_NS,
        ps(costs.yield()),
        ps(costs.send()),
        ps(costs.receive()),
        ps(costs.sendContended()),
        ps(costs.receiveContended()),
        costs.sendGrowth().value(),
        costs.receiveGrowth().value(),
        ps(costs.complete()),
        ps(costs.ready()),
        ps(costs.park()),
        ps(costs.resume()),
        ps(costs.spawn()),
        ps(costs.wake()),
        ps(costs.handoffBusy()),
        ps(costs.handoffIdle()),
        ps(costs.handoffIdleLong()),
        ps(costs.steal()),
        ps(costs.stealRunnextBackoff()),
        ps(costs.sysmonPeriod()),
        ps(costs.sysmonSlack()),
        ps(costs.preemptVisible()),
        ps(costs.preemptSignal()),
        ps(costs.schedLock()),
        costs.turnJitter().value(),
        costs.channelJitter().value());
  }

  /**
   * The same on one CPU while the others idle: what is work of that CPU takes its share.
   *
   * @param share {@link Costs#lone}
   */
  Durations lone(double share) {
    return new Durations(
        cpus,
        iterationPs * share,
        part(yield, share),
        part(send, share),
        part(receive, share),
        part(sendContended, share),
        part(receiveContended, share),
        sendGrowth,
        receiveGrowth,
        part(complete, share),
        part(ready, share),
        part(park, share),
        part(resume, share),
        part(spawn, share),
        wake,
        handoffBusy,
        handoffIdle,
        handoffIdleLong,
        part(steal, share),
        stealRunnextBackoff,
        sysmonPeriod,
        sysmonSlack,
        preemptVisible,
        preemptSignal,
        part(schedLock, share),
        turnJitter,
        channelJitter);
  }

  private static long part(long duration, double share) {
    return StrictMath.round(duration * share);
  }

  /** The same where operations on a channel do not get in each other's way. */
  Durations withoutChannelContention() {
    return new Durations(
        cpus,
        iterationPs,
        yield,
        send,
        receive,
        send,
        receive,
        0,
        0,
        complete,
        ready,
        park,
        resume,
        spawn,
        wake,
        handoffBusy,
        handoffIdle,
        handoffIdleLong,
        steal,
        stealRunnextBackoff,
        sysmonPeriod,
        sysmonSlack,
        preemptVisible,
        preemptSignal,
        schedLock,
        turnJitter,
        channelJitter);
  }

  /**
   * Of a process that keeps so many CPUs computing. With one of several the others idle; what lies
   * between one and all is taken as all.
   */
  public static Durations of(Costs costs, int busyCpus) {
    Durations all = of(costs);
    return busyCpus == 1 && costs.cpus() > 1 ? all.lone(costs.lone().value()) : all;
  }

  /** What a send takes more for each actor on the channel beyond the second (ps). */
  long sendFurther() {
    return StrictMath.round(sendContended * sendGrowth);
  }

  /** The same of a receive. */
  long receiveFurther() {
    return StrictMath.round(receiveContended * receiveGrowth);
  }

  private static long ps(Cost cost) {
    return StrictMath.round(cost.value() * PS_PER_NS);
  }

  /** Time of {@code iterations} of the counting loop, without jitter. */
  long work(long iterations) {
    return StrictMath.round(iterations * iterationPs);
  }
}
