package io.fairlane.sim.theory;

import io.fairlane.sim.engine.EventCalendar;
import io.fairlane.sim.engine.RandomStream;
import java.util.ArrayDeque;

/**
 * A queue with Poisson arrivals, FIFO, and one or more servers, on the model's event core. Slot 0
 * of the calendar is the next arrival, slots 1 to c are the servers. The mean service takes 1 us.
 */
final class SimulatedQueue {
  /** Mean time of a service (ps). */
  static final double SERVICE = 1e6;

  private static final int ARRIVALS = 0;

  enum Service {
    EXPONENTIAL,
    CONSTANT
  }

  private final Service service;
  private final double meanGap;
  private final RandomStream gaps;
  private final RandomStream services;
  private final EventCalendar calendar;
  private final ArrayDeque<Long> waiting = new ArrayDeque<>();
  private final ArrayDeque<Integer> idle = new ArrayDeque<>();

  /**
   * @param load offered to each server (rho), below 1
   */
  SimulatedQueue(Service service, int servers, double load, long seed) {
    this.service = service;
    for (int slot = 1; slot <= servers; slot++) {
      idle.add(slot);
    }
    meanGap = SERVICE / (load * servers);
    gaps = new RandomStream(seed, 0);
    services = new RandomStream(seed, 1);
    calendar = new EventCalendar(1 + servers);
    calendar.schedule(ARRIVALS, exponential(gaps, meanGap));
  }

  /**
   * Mean time from arrival to start of service, in mean service times.
   *
   * @param warmUp customers that start before the first that counts
   */
  double meanWait(int warmUp, int customers) {
    double sum = 0;
    int started = -warmUp;
    while (started < customers) {
      long now = calendar.nextTime();
      int slot = calendar.poll();
      if (slot == ARRIVALS) {
        waiting.add(now);
        calendar.schedule(ARRIVALS, now + exponential(gaps, meanGap));
      } else {
        idle.add(slot);
      }
      if (!idle.isEmpty() && !waiting.isEmpty()) {
        double wait = now - waiting.poll();
        if (started++ >= 0) {
          sum += wait;
        }
        calendar.schedule(idle.poll(), now + serviceTime());
      }
    }
    return sum / customers / SERVICE;
  }

  private long serviceTime() {
    return service == Service.CONSTANT ? (long) SERVICE : exponential(services, SERVICE);
  }

  private static long exponential(RandomStream stream, double mean) {
    return StrictMath.round(-mean * StrictMath.log(stream.unit()));
  }
}
