package io.fairlane.bench;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What the scheduler model did; declared to be operations, so JMH gives the time of one of each.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class Work {
  /** Events of the calendar. */
  public long events;

  public long messages;

  /** Turns of background tasks, the times at which the scheduler picks one. */
  public long turns;
}
