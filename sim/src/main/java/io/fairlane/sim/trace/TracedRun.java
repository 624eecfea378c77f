package io.fairlane.sim.trace;

import io.fairlane.sim.gpm.Counters;
import io.fairlane.sim.gpm.G;
import io.fairlane.sim.gpm.Observer;
import io.fairlane.sim.gpm.P;
import io.fairlane.sim.gpm.Simulation;
import io.fairlane.sim.gpm.SimulationSetup;
import io.fairlane.sim.program.Workload;
import io.fairlane.sim.trace.Schedule.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Runs one process twice: first unseen, to find where the consumer's clock starts, then watched, up
 * to the end of the window. One seed gives one history, so both are the same run.
 */
public final class TracedRun {
  /** Things recorded per schedule unless asked otherwise: some 40 MB of Chrome trace. */
  public static final int LIMIT = 100_000;

  /** Queue lengths are sampled this often in a window, but not more often than every 10 us. */
  private static final int SAMPLES = 1_000;

  private static final long SHORTEST_SAMPLING = Window.PS_PER_MS / 100;

  /** The limit is looked at this often: what comes between goes over it. */
  private static final long LONGEST_STEP = Window.PS_PER_MS / 10;

  private final SimulationSetup setup;
  private final boolean lane;

  /** When the consumer's clock starts, in time of the process (ps). */
  private final long origin;

  private TracedRun(SimulationSetup setup, boolean lane, long origin) {
    this.setup = setup;
    this.lane = lane;
    this.origin = origin;
  }

  /**
   * @param lane true if the consumer runs on a thread of its own, outside the Ps
   */
  public static TracedRun of(SimulationSetup setup, boolean lane) {
    Simulation simulation = setup.observer(Observer.NONE).build();
    Counters counters = simulation.counters();
    while (counters.clockStarted < 0) {
      simulation.runToClockStop(next(simulation.now()));
    }
    return new TracedRun(setup, lane, counters.clockStarted);
  }

  /** A step long enough to get anywhere, short enough not to run far past what is looked for. */
  private static long next(long now) {
    return now + Math.max(Window.PS_PER_MS, now / 64);
  }

  /** When the consumer is first preempted, on its clock (ps); empty if it never is. */
  public OptionalLong firstPreemption() {
    List<Long> found = new ArrayList<>();
    Observer preemptions =
        new Observer() {
          @Override
          public void preempted(long atPs, G g, P p) {
            if (g.program().name().equals(Workload.CONSUMER)) {
              found.add(atPs - origin);
            }
          }
        };
    Simulation simulation = setup.observer(preemptions).build();
    boolean done = false;
    for (long to = origin; !done && found.isEmpty(); to = next(to)) {
      done = simulation.runToClockStop(to);
    }
    return found.isEmpty() ? OptionalLong.empty() : OptionalLong.of(found.getFirst());
  }

  /**
   * Records a window, or as much of it as comes before the clock's end and fits the limit.
   *
   * @param limit most things to record; the window ends where it is reached
   * @return null if the clock has stopped before the window begins
   */
  public Schedule record(String title, Window window, int limit) {
    int processors = setup.observer(Observer.NONE).build().procs();
    Recorder recorder = new Recorder(origin, window, limit, processors);
    Simulation simulation = setup.observer(recorder).build();
    long sampling = Math.max(SHORTEST_SAMPLING, (window.toPs() - window.fromPs()) / SAMPLES);
    long at = window.fromPs();
    long nextSample = at;
    boolean stopped = simulation.runToClockStop(origin + at);
    if (stopped) {
      return null;
    }
    while (!stopped && at < window.toPs() && !recorder.isFull()) {
      if (at == nextSample) {
        recorder.sample(sampled(simulation, at));
        nextSample += sampling;
      }
      at = Math.min(Math.min(at + LONGEST_STEP, nextSample), window.toPs());
      stopped = simulation.runToClockStop(origin + at);
    }
    if (stopped) {
      at = simulation.counters().clockStopped - origin;
    }
    recorder.sample(sampled(simulation, at));
    return recorder.finish(title, lane, at);
  }

  private Sample sampled(Simulation simulation, long at) {
    List<Integer> rings = new ArrayList<>();
    for (int p = 0; p < simulation.procs(); p++) {
      rings.add(simulation.p(p).ringSize());
    }
    return new Sample(
        at,
        simulation.globalQueueLength(),
        rings,
        simulation.buffered(Workload.CHANNEL, origin + at),
        simulation.received(Workload.CHANNEL, origin + at),
        simulation.idleProcessors(),
        simulation.spinningThreads());
  }
}
