package io.fairlane.bench;

import umontreal.ssj.simevents.Event;
import umontreal.ssj.simevents.Simulator;
import umontreal.ssj.simevents.eventlist.EventList;

/**
 * On SSJ's event view: a simulator of its own, not the static one, and events that are made once
 * and schedule themselves again, which spares SSJ all allocation but its list's nodes.
 */
final class SsjModels {
  private SsjModels() {}

  static final class Hold implements EventModel {
    private final Simulator simulator;
    private final Delays delays;
    private int left;
    private long sum;

    Hold(EventList list, int pending, Delays delays) {
      simulator = new Simulator(list);
      this.delays = delays;
      for (int i = 0; i < pending; i++) {
        new Held(simulator).schedule(delays.first());
      }
    }

    @Override
    public long run(int events) {
      sum = 0;
      left = events;
      simulator.start();
      return sum;
    }

    private final class Held extends Event {
      Held(Simulator simulator) {
        super(simulator);
      }

      @Override
      public void actions() {
        sum += (long) sim.time();
        schedule(delays.next());
        if (--left == 0) {
          sim.stop();
        }
      }
    }
  }

  static final class Queue implements EventModel {
    private final Simulator simulator;
    private final Delays arrivals;
    private final Delays services;
    private final Event arrival;
    private final Event departure;
    private long inSystem;
    private int left;
    private long stay;

    Queue(EventList list, Delays arrivals, Delays services) {
      simulator = new Simulator(list);
      this.arrivals = arrivals;
      this.services = services;
      arrival = new Arrival(simulator);
      departure = new Departure(simulator);
      arrival.schedule(arrivals.next());
    }

    @Override
    public long run(int events) {
      stay = 0;
      left = events;
      simulator.start();
      return stay;
    }

    private void happened() {
      if (--left == 0) {
        simulator.stop();
      }
    }

    private final class Arrival extends Event {
      Arrival(Simulator simulator) {
        super(simulator);
      }

      @Override
      public void actions() {
        stay -= (long) sim.time();
        schedule(arrivals.next());
        if (++inSystem == 1) {
          departure.schedule(services.next());
        }
        happened();
      }
    }

    private final class Departure extends Event {
      Departure(Simulator simulator) {
        super(simulator);
      }

      @Override
      public void actions() {
        stay += (long) sim.time();
        if (--inSystem > 0) {
          schedule(services.next());
        }
        happened();
      }
    }
  }
}
