package io.fairlane.sim.gpm;

import io.fairlane.sim.engine.EventCalendar;

/** The send that a lane waits for since it found the channel empty, whosever it will be. */
final class AwaitedSend {
  private final EventCalendar calendar;

  /** Null: nobody waits. */
  private ChannelRun lane;

  /** From a send to the lane seeing the message (ps). */
  private long reaction;

  /** When it sees the first, as far as sends are planned. */
  private long seenAt = EventCalendar.NEVER;

  AwaitedSend(EventCalendar calendar) {
    this.calendar = calendar;
  }

  /**
   * @param delay from the send to the lane seeing it (ps)
   */
  void begin(ChannelRun waiting, long delay) {
    lane = waiting;
    reaction = delay;
    seenAt = EventCalendar.NEVER;
  }

  void end() {
    lane = null;
  }

  boolean isAwaited() {
    return lane != null;
  }

  /** When the lane sees an item that arrives now, or the one before it. */
  long seenAt(long now) {
    return Math.min(seenAt, now + reaction);
  }

  /**
   * The lane's event comes with the next send that is planned.
   *
   * @param next when that starts, or never
   */
  void planned(long next) {
    if (next == EventCalendar.NEVER) {
      return;
    }
    if (reaction == 0) {
      calendar.schedule(lane.slot, next);
      return;
    }
    // the first of several sends that take effect before the lane sees it
    seenAt = Math.min(seenAt, next + reaction);
    calendar.schedule(lane.slot, seenAt);
  }
}
