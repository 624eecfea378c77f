package io.fairlane.bench;

import io.fairlane.sim.engine.EventCalendar;

/** On {@link EventCalendar}, as the scheduler model uses it. */
final class FairlaneModels {
  private FairlaneModels() {}

  static final class Hold implements EventModel {
    private final EventCalendar calendar;
    private final Delays delays;

    Hold(int pending, Delays delays) {
      calendar = new EventCalendar(pending);
      this.delays = delays;
      for (int slot = 0; slot < pending; slot++) {
        calendar.schedule(slot, delays.first());
      }
    }

    @Override
    public long run(int events) {
      long sum = 0;
      for (int left = events; left > 0; left--) {
        long now = calendar.nextTime();
        sum += now;
        calendar.schedule(calendar.nextSlot(), now + delays.next());
      }
      return sum;
    }
  }

  static final class Queue implements EventModel {
    private static final int ARRIVAL = 0;
    private static final int DEPARTURE = 1;

    private final EventCalendar calendar = new EventCalendar(2);
    private final Delays arrivals;
    private final Delays services;
    private long inSystem;

    Queue(Delays arrivals, Delays services) {
      this.arrivals = arrivals;
      this.services = services;
      calendar.schedule(ARRIVAL, arrivals.next());
    }

    @Override
    public long run(int events) {
      long stay = 0;
      for (int left = events; left > 0; left--) {
        long now = calendar.nextTime();
        if (calendar.nextSlot() == ARRIVAL) {
          stay -= now;
          calendar.schedule(ARRIVAL, now + arrivals.next());
          if (++inSystem == 1) {
            calendar.schedule(DEPARTURE, now + services.next());
          }
        } else {
          stay += now;
          if (--inSystem > 0) {
            calendar.schedule(DEPARTURE, now + services.next());
          } else {
            calendar.cancel(DEPARTURE);
          }
        }
      }
      return stay;
    }
  }
}
