package io.fairlane.bench;

import java.util.PriorityQueue;

/** What one writes without a package: {@link PriorityQueue} of records. */
final class PriorityQueueModels {
  private PriorityQueueModels() {}

  /** Ordered as {@link io.fairlane.sim.engine.EventCalendar} orders. */
  private record Event(long time, int slot) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = Long.compare(time, other.time);
      return byTime != 0 ? byTime : Integer.compare(slot, other.slot);
    }
  }

  static final class Hold implements EventModel {
    private final PriorityQueue<Event> queue;
    private final Delays delays;

    Hold(int pending, Delays delays) {
      queue = new PriorityQueue<>(pending);
      this.delays = delays;
      for (int slot = 0; slot < pending; slot++) {
        queue.add(new Event(delays.first(), slot));
      }
    }

    @Override
    public long run(int events) {
      long sum = 0;
      for (int left = events; left > 0; left--) {
        Event event = queue.poll();
        sum += event.time;
        queue.add(new Event(event.time + delays.next(), event.slot));
      }
      return sum;
    }
  }

  static final class Queue implements EventModel {
    private static final int ARRIVAL = 0;
    private static final int DEPARTURE = 1;

    private final PriorityQueue<Event> queue = new PriorityQueue<>();
    private final Delays arrivals;
    private final Delays services;
    private long inSystem;

    Queue(Delays arrivals, Delays services) {
      this.arrivals = arrivals;
      this.services = services;
      queue.add(new Event(arrivals.next(), ARRIVAL));
    }

    @Override
    public long run(int events) {
      long stay = 0;
      for (int left = events; left > 0; left--) {
        Event event = queue.poll();
        long now = event.time;
        if (event.slot == ARRIVAL) {
          stay -= now;
          queue.add(new Event(now + arrivals.next(), ARRIVAL));
          if (++inSystem == 1) {
            queue.add(new Event(now + services.next(), DEPARTURE));
          }
        } else {
          stay += now;
          if (--inSystem > 0) {
            queue.add(new Event(now + services.next(), DEPARTURE));
          }
        }
      }
      return stay;
    }
  }
}
