package io.fairlane.bench;

import nl.tudelft.simulation.dsol.eventlists.EventListInterface;
import nl.tudelft.simulation.dsol.experiment.SingleReplication;
import nl.tudelft.simulation.dsol.formalisms.eventscheduling.Executable;
import nl.tudelft.simulation.dsol.simulators.DevsSimulator;
import nl.tudelft.simulation.dsol.simulators.RunState;

/**
 * On DSOL's DEVS simulator, in its lambda form with lambdas and relative delays made once. Its run
 * loop is called on this thread: {@code start()} hands over to a worker and polls for it in sleeps
 * of 1 ms.
 */
final class DsolModels {
  private DsolModels() {}

  private static final class Loop extends DevsSimulator<Double> {
    private static final long serialVersionUID = 1;

    private int left;

    Loop(EventListInterface<Double> list) {
      super("bench");
      setEventList(list);
      simulatorTime = 0.0;
      runUntilTime = Double.MAX_VALUE;
      replication = new SingleReplication<>("bench", 0.0, 0.0, Double.MAX_VALUE);
    }

    void run(int events) {
      left = events;
      runState = RunState.STARTED;
      run();
    }

    long now() {
      return simulatorTime.longValue();
    }

    void happened() {
      if (--left == 0) {
        runState = RunState.STOPPING;
      }
    }
  }

  static final class Hold implements EventModel {
    private final Loop loop;
    private final Delays.Boxed delays;
    private long sum;

    Hold(EventListInterface<Double> list, int pending, Delays delays) {
      loop = new Loop(list);
      this.delays = delays.boxed();
      for (int i = 0; i < pending; i++) {
        loop.scheduleEventRel(this.delays.first(), new Held());
      }
    }

    @Override
    public long run(int events) {
      sum = 0;
      loop.run(events);
      return sum;
    }

    private final class Held implements Executable {
      @Override
      public void execute() {
        sum += loop.now();
        loop.scheduleEventRel(delays.next(), this);
        loop.happened();
      }
    }
  }

  static final class Queue implements EventModel {
    private final Loop loop;
    private final Delays.Boxed arrivals;
    private final Delays.Boxed services;
    private final Executable arrival = this::arrive;
    private final Executable departure = this::depart;
    private long inSystem;
    private long stay;

    Queue(EventListInterface<Double> list, Delays arrivals, Delays services) {
      loop = new Loop(list);
      this.arrivals = arrivals.boxed();
      this.services = services.boxed();
      loop.scheduleEventRel(this.arrivals.next(), arrival);
    }

    @Override
    public long run(int events) {
      stay = 0;
      loop.run(events);
      return stay;
    }

    private void arrive() {
      stay -= loop.now();
      loop.scheduleEventRel(arrivals.next(), arrival);
      if (++inSystem == 1) {
        loop.scheduleEventRel(services.next(), departure);
      }
      loop.happened();
    }

    private void depart() {
      stay += loop.now();
      if (--inSystem > 0) {
        loop.scheduleEventRel(services.next(), departure);
      }
      loop.happened();
    }
  }
}
