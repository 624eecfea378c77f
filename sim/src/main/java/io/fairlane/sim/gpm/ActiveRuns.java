package io.fairlane.sim.gpm;

import io.fairlane.sim.engine.EventCalendar;

/** The runs of operations that are under way on a channel, in no order. */
final class ActiveRuns {
  private final ChannelRun[] runs;
  private int count;

  /**
   * @param most that can be active at once
   */
  ActiveRuns(int most) {
    runs = new ChannelRun[most];
  }

  int count() {
    return count;
  }

  ChannelRun get(int i) {
    return runs[i];
  }

  void add(ChannelRun run) {
    runs[count++] = run;
  }

  void remove(ChannelRun run) {
    int i = 0;
    while (runs[i] != run) {
      i++;
    }
    runs[i] = runs[--count];
    runs[count] = null;
  }

  /** The only run, if it is one of sends; else null. */
  ChannelRun onlySender() {
    return count == 1 && runs[0].sends ? runs[0] : null;
  }

  /** Planned operations of one side that have started by then, whoever looks. */
  long startedBy(long at, boolean sends) {
    long started = 0;
    for (int i = 0; i < count; i++) {
      started += runs[i].sends == sends ? runs[i].started(at, Integer.MAX_VALUE) : 0;
    }
    return started;
  }

  /** The sender whose next operation started first, if two or more have such; else null. */
  ChannelRun firstOfSeveralSenders(long now, int slot) {
    ChannelRun first = null;
    int senders = 0;
    for (int i = 0; i < count; i++) {
      ChannelRun run = runs[i];
      if (run.sends && run.started(now, slot) > 0) {
        senders++;
        first = first == null || run.startsBefore(first) ? run : first;
      }
    }
    return senders > 1 ? first : null;
  }

  /** Start of the next planned send, or never. */
  long nextSendAt() {
    long next = EventCalendar.NEVER;
    for (int i = 0; i < count; i++) {
      if (runs[i].sends && runs[i].planned > 0) {
        next = Math.min(next, runs[i].nextAt);
      }
    }
    return next;
  }
}
