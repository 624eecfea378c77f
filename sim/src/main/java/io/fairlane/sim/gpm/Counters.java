package io.fairlane.sim.gpm;

/** What the scheduler did since the simulation began. */
public final class Counters {
  public long backgroundTurns;
  public long preemptionRequests;
  public long preemptionsConsumer;
  public long preemptionsProducer;
  public long preemptionsOther;

  /** Preemptions between the completion of a partner and its {@code goready}. */
  public long limbos;

  /** P hand-offs to and from locked threads. */
  public long handoffs;

  public long steals;
  public long runnextSteals;

  /** Gets from the global queue, one per batch. */
  public long globalGets;

  public long events;

  /** The consumer's clock in picoseconds; -1 before it started and before it stopped. */
  public long clockStarted = -1;

  public long clockStopped = -1;

  /** A copy, to take differences with. */
  Counters snapshot() {
    Counters copy = new Counters();
    copy.backgroundTurns = backgroundTurns;
    copy.preemptionRequests = preemptionRequests;
    copy.preemptionsConsumer = preemptionsConsumer;
    copy.preemptionsProducer = preemptionsProducer;
    copy.preemptionsOther = preemptionsOther;
    copy.limbos = limbos;
    copy.handoffs = handoffs;
    copy.steals = steals;
    copy.runnextSteals = runnextSteals;
    copy.globalGets = globalGets;
    copy.events = events;
    copy.clockStarted = clockStarted;
    copy.clockStopped = clockStopped;
    return copy;
  }
}
