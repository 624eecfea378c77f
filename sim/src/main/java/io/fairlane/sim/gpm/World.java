package io.fairlane.sim.gpm;

import io.fairlane.sim.engine.EventCalendar;

/**
 * What every part of one simulated process shares.
 *
 * @param delays who wants to know how long Gs waited, or null
 */
record World(
    Rules rules,
    Durations durations,
    EventCalendar calendar,
    Counters counters,
    Observer observer,
    Delays delays) {

  /** The P's one pending event: what it will end, and when. */
  void await(P p, P.Phase phase, long at) {
    p.phase = phase;
    calendar.schedule(p.id, at);
  }
}
