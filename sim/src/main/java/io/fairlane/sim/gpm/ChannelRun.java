package io.fairlane.sim.gpm;

import io.fairlane.sim.engine.EventCalendar;

/**
 * A run of equal channel operations by one P (or by the consumer's own lane), taken in bulk.
 * Operation i takes effect at its start, {@code nextAt + i * cost}; the run's event is the start of
 * the first operation that is not planned.
 */
final class ChannelRun {
  /** Slot of the calendar that the run's end is scheduled in; also the tie rule between runs. */
  final int slot;

  boolean active;

  /** The G whose operations these are; null for the lane. */
  G g;

  boolean sends;

  /** Duration of one operation alone on the channel, and while one other touches it (ps). */
  long plainCost;

  long contendedCost;

  /** What it takes more for each other beyond that one (ps). */
  long furtherCost;

  /** Start of the next operation that has not taken effect, and the duration in force from it. */
  long nextAt;

  long cost;

  /** Operations planned from {@link #nextAt} on. */
  long planned;

  /** Operations that have taken effect since the run began. */
  long done;

  /** Operations that the program still wants. */
  long wanted;

  /** No operation starts at or after this time: a preemption request is seen there. */
  long limitAt = EventCalendar.NEVER;

  ChannelRun(int slot) {
    this.slot = slot;
  }

  /**
   * Duration of one operation.
   *
   * @param actors on the channel, this one among them
   */
  long costAmong(int actors) {
    return actors < 2 ? plainCost : contendedCost + (actors - 2) * furtherCost;
  }

  /** Operations that may start before {@link #limitAt}. */
  long beforeLimit() {
    if (limitAt == EventCalendar.NEVER) {
      return Long.MAX_VALUE;
    }
    if (limitAt <= nextAt) {
      return 0;
    }
    return cost == 0 ? Long.MAX_VALUE : (limitAt - nextAt + cost - 1) / cost;
  }

  /** When the planned operations are over. */
  long endsAt() {
    return nextAt + planned * cost;
  }

  /** Planned operations that have started by {@code now}, as seen from {@code viewer}'s slot. */
  long started(long now, int viewer) {
    long until = slot <= viewer ? now : now - 1;
    if (planned == 0 || nextAt > until) {
      return 0;
    }
    return cost == 0 ? planned : Math.min(planned, (until - nextAt) / cost + 1);
  }

  /** True if its next operation starts before the other's, or at the same time by slot. */
  boolean startsBefore(ChannelRun other) {
    return nextAt < other.nextAt || (nextAt == other.nextAt && slot <= other.slot);
  }
}
