package io.fairlane.sim.theory;

import io.fairlane.sim.gpm.Counters;
import io.fairlane.sim.gpm.Durations;
import io.fairlane.sim.gpm.Rules;
import io.fairlane.sim.gpm.Simulation;
import io.fairlane.sim.gpm.SimulationSetup;
import io.fairlane.sim.program.Program;
import io.fairlane.sim.program.Workload;

/**
 * The reference workload W of the specification's section 0 at some size, on CPUs that are all
 * busy, with the costs that the closed forms name.
 *
 * @param background N_bg
 * @param capacity B
 * @param messages N
 * @param jitter relative sd of turns; channel turns get half of it; 0 = nothing is random
 */
record W(int procs, int background, int capacity, long messages, double jitter) {
  static final long US = 1_000_000;
  static final long MS = 1_000 * US;

  /** t_s and t_r (ps). */
  static final long SEND = 15_500;

  static final long RECEIVE = 13_500;

  /** One background turn with its Gosched, t_b (ps). */
  static final long TURN = 35 * US;

  /** One hand-off of a P to a sleeping thread, t_h (ps). */
  static final long HANDOFF = 4 * US;

  /** One switch through runnext, goready and gopark together (ps). */
  static final long SWITCH = 120_000;

  /** One goroutine in the spawn loop (ps). */
  static final long SPAWN = 2 * US;

  /** sysmon's period D (ps). */
  static final long PERIOD = 10_100_000_000L;

  private static final long YIELD = 120_000;
  private static final int PRODUCERS = 20;
  private static final int COUNTS = 100_000;

  /** Runs it until the consumer's clock stops. */
  Simulation run(boolean locked, long seed) {
    SimulationSetup setup =
        Simulation.of(main(locked), Rules.GO_1_19, durations()).procs(procs).channels(capacity);
    Simulation simulation = (jitter > 0 ? setup.jitteredBy(seed) : setup).build();
    if (!simulation.runToClockStop(Long.MAX_VALUE / 2)) {
      throw new IllegalStateException("no end");
    }
    return simulation;
  }

  /** The consumer's time in a run that has ended (ps). */
  static long clock(Counters end) {
    return end.clockStopped - end.clockStarted;
  }

  private Program main(boolean locked) {
    Program.Builder consumer = Program.named(Workload.CONSUMER);
    if (locked) {
      consumer.lock();
    }
    Program receives =
        consumer.startClock().body().receive(Workload.CHANNEL).times(messages).stopClock().build();
    return Program.named("main")
        .spawn(backgroundTask(), background)
        .spawn(Program.named(Workload.PRODUCER).body().send(Workload.CHANNEL).forEver(), PRODUCERS)
        .spawn(receives, 1)
        .block()
        .build();
  }

  static Program backgroundTask() {
    return Program.named(Workload.BACKGROUND).body().compute(COUNTS).yield().forEver();
  }

  Durations durations() {
    return new Durations(
        procs, // every CPU is busy
        (TURN - YIELD) / (double) COUNTS,
        YIELD,
        SEND,
        RECEIVE,
        SEND,
        RECEIVE,
        0,
        0,
        0,
        SWITCH / 2,
        SWITCH / 2,
        0,
        SPAWN,
        HANDOFF,
        HANDOFF,
        HANDOFF,
        HANDOFF,
        US / 2,
        55 * US,
        PERIOD,
        60 * US,
        330_000,
        5 * US,
        0, // sched.lock free: the closed forms know of no contention
        jitter,
        jitter / 2);
  }
}
