package io.fairlane.sim.gpm;

import io.fairlane.sim.engine.EventCalendar;

/**
 * How many operations each run of a channel takes as one event: as many as can neither fill nor
 * empty the buffer, in whatever order they fall. One at a time gives the same history to the bit.
 */
final class BulkPlan {
  private final EventCalendar calendar;
  private final long capacity;
  private final boolean bulk;

  /**
   * @param bulk false: one operation an event, the oracle of the bulk steps
   */
  BulkPlan(EventCalendar calendar, long capacity, boolean bulk) {
    this.calendar = calendar;
    this.capacity = capacity;
    this.bulk = bulk;
  }

  /**
   * Plans all runs and schedules their ends.
   *
   * @param count messages in the buffer
   * @param actors at work on the channel
   */
  void all(ActiveRuns runs, long count, int actors, boolean sendersWait, boolean receiversWait) {
    long horizon = EventCalendar.NEVER;
    for (int i = 0; i < runs.count(); i++) {
      ChannelRun run = runs.get(i);
      run.cost = run.costAmong(actors);
      horizon = Math.min(horizon, safeUntil(run, share(runs, count, run)));
    }
    for (int i = 0; i < runs.count(); i++) {
      ChannelRun run = runs.get(i);
      boolean partnerWaits = run.sends ? receiversWait : sendersWait;
      long share = partnerWaits ? 0 : share(runs, count, run);
      long most = Math.min(share, Math.min(run.wanted, run.beforeLimit()));
      if (runs.count() > 1 && run.cost > 0) {
        most = Math.min(most, startsBefore(run, horizon));
      }
      run.planned = bulk ? most : Math.min(most, 1);
      calendar.schedule(run.slot, run.endsAt());
    }
  }

  /**
   * Operations that the run may take whatever the others on its side do: an equal part of the room
   * (free slots for senders, items for receivers); too little for all goes to the one that is
   * first.
   */
  private long share(ActiveRuns runs, long count, ChannelRun run) {
    long room = run.sends ? capacity - count : count;
    int sharers = 0;
    boolean first = true;
    for (int i = 0; i < runs.count(); i++) {
      ChannelRun other = runs.get(i);
      if (other.sends == run.sends) {
        sharers++;
        first &= run.startsBefore(other);
      }
    }
    return room >= sharers ? room / sharers : first ? room : 0;
  }

  /** Until when the share lasts; beyond it nothing may be planned without a new look. */
  private static long safeUntil(ChannelRun run, long share) {
    long atLeastOne = Math.max(share, 1);
    return atLeastOne > (Long.MAX_VALUE - run.nextAt) / Math.max(run.cost, 1)
        ? EventCalendar.NEVER
        : run.nextAt + atLeastOne * run.cost;
  }

  /** Operations of the run that start before {@code horizon}, at least one. */
  private static long startsBefore(ChannelRun run, long horizon) {
    return horizon <= run.nextAt
        ? 1
        : Math.max(1, (horizon - run.nextAt + run.cost - 1) / run.cost);
  }
}
