package io.fairlane.sim.gpm;

import io.fairlane.sim.engine.EventCalendar;
import io.fairlane.sim.engine.Jitter;
import io.fairlane.sim.engine.RandomStream;
import io.fairlane.sim.program.Program;
import io.fairlane.sim.program.Workload;

/**
 * One simulated process: Ps, sysmon, channels and, if the workload has one, a lane. Run it up to a
 * time or up to the end of the consumer's clock; one seed gives one history, whatever the host.
 */
public final class Simulation {
  /** How timer slack varies from sleep to sleep, relative sd. Assumed: no microbenchmark yet. */
  private static final double SLACK_JITTER = 0.3;

  /** Its table, which is the same in every run. */
  private static final Jitter SLACK = Jitter.lognormal(SLACK_JITTER, null);

  enum Purpose {
    TURNS_OF_LANE,
    CHANNEL,
    STEALS,
    SYSMON,
    LANE,
    VISIBILITY,
    PLACEMENT,
    SELECT,
    TIMERS,
    /** The last: one stream for each P. */
    TURNS
  }

  private final EventCalendar calendar;
  private final Counters counters = new Counters();
  private final Processors processors;
  private final Scheduler scheduler;
  private final Preemption preemption;
  private final Executor executor;
  private final Sysmon sysmon;
  private final Channel[] channels;
  private final Lane lane;
  private final Invariants invariants;
  private final Syscalls syscalls;
  private final boolean bulk;
  private final int sysmonSlot;
  private long now;
  private Counters atClockStart;

  Simulation(SimulationSetup setup) {
    int procs = setup.procs;
    bulk = setup.bulk && !setup.observer.wantsEveryTurn();
    Durations durations = setup.onAll();
    sysmonSlot = 2 * procs;
    int laneSlot = sysmonSlot + 1;
    int timerSlot = laneSlot + 1;
    int syscallSlot = timerSlot + 1;
    calendar = new EventCalendar(syscallSlot + 1);
    Delays delays = setup.latencies == null ? null : new Delays(setup.latencies, counters);
    channels = new Channel[setup.capacities.length];
    for (int i = 0; i < channels.length; i++) {
      channels[i] =
          new Channel(
              calendar,
              setup.capacities[i],
              procs + 1,
              bulk,
              setup.observer,
              i == Workload.CHANNEL ? delays : null);
    }
    Jitter turns = setup.jitter(durations.turnJitter(), Purpose.TURNS_OF_LANE);
    Jitter operations = setup.jitter(durations.channelJitter(), Purpose.CHANNEL);
    World world = new World(setup.rules, durations, calendar, counters, setup.observer, delays);
    processors = new Processors(world, procs, setup.workerCpus());
    for (P p : processors.all()) {
      p.durations = setup.onCpu(p.id());
      p.turnJitter = turns.from(setup.stream(Purpose.TURNS.ordinal() + p.id()));
    }
    Crowd crowd = new Crowd(bulk);
    Jitter slack = setup.jittered ? SLACK.from(setup.stream(Purpose.TIMERS)) : Jitter.NONE;
    scheduler =
        new Scheduler(world, processors, setup.stream(Purpose.STEALS), crowd, slack, timerSlot);
    syscalls = new Syscalls(world, processors, scheduler, scheduler.handoff(), syscallSlot);
    preemption =
        new Preemption(
            world,
            processors,
            scheduler,
            setup.jittered ? Jitter.exponential(setup.stream(Purpose.VISIBILITY)) : Jitter.NONE);
    ChannelOperations onChannels =
        new ChannelOperations(world, scheduler, preemption, channels, operations);
    invariants = new Invariants(world, processors, scheduler.queues(), channels);
    Selects selects = new Selects(world, onChannels, setup.stream(Purpose.SELECT));
    Draws draws =
        new Draws(
            (use, index) -> new RandomStream(RandomStream.derive(setup.seed, use), index),
            procs,
            setup.jittered);
    executor =
        new Executor(
            world, scheduler, onChannels, selects, syscalls, preemption, draws, crowd, invariants);
    RandomStream sysmonStream = setup.stream(Purpose.SYSMON);
    sysmon =
        new Sysmon(
            world,
            sysmonSlot,
            processors,
            setup.stream(Purpose.PLACEMENT),
            preemption,
            slack.from(sysmonStream),
            scheduler.timers(),
            syscalls);
    if (setup.lane == null) {
      lane = null;
    } else {
      Jitter receives = operations.from(setup.stream(Purpose.LANE));
      Channel channel = channels[Workload.CHANNEL];
      lane =
          new Lane(
              laneSlot,
              setup.lane,
              world,
              setup.onCpu(procs),
              processors,
              scheduler,
              channel,
              receives,
              turns,
              draws);
      executor.use(lane);
    }
    if (setup.sysmonFirstSample >= 0) {
      sysmon.startBackedOff(setup.sysmonFirstSample);
    } else {
      sysmon.start(setup.jittered ? sysmonStream.below(durations.sysmonPeriod() + 1) : 0);
    }
    scheduler.execution().start(executor.create(setup.main), executor);
  }

  public static SimulationSetup of(Program main, Rules rules, Durations durations) {
    return new SimulationSetup(main, rules, durations);
  }

  /**
   * Runs until the consumer's clock has stopped.
   *
   * @param until at the latest to this time (ps)
   * @return false if that time came first
   * @throws IllegalStateException if nothing can ever happen again (deadlock)
   */
  public boolean runToClockStop(long until) {
    while (counters.clockStopped < 0) {
      if (!step(until)) {
        // not the last event's time, which bulk and single steps do not share
        now = until;
        return false;
      }
      if (atClockStart == null && counters.clockStarted >= 0) {
        atClockStart = counters.snapshot();
      }
    }
    return true;
  }

  /** Runs all events up to and including {@code until}. */
  public void runUntil(long until) {
    while (step(until)) {
      continue;
    }
    now = until;
  }

  private boolean step(long until) {
    long at = calendar.nextTime();
    if (at > until || at == EventCalendar.NEVER) {
      return false;
    }
    int procs = processors.count();
    int slot = calendar.nextSlot();
    assert at >= now : "time runs backwards";
    now = at;
    counters.events++;
    if (bulk && slot < procs && scheduler.nextOfCrowd(processors.get(slot), at)) {
      assert invariants.hold(at);
      return true;
    }
    calendar.cancel(slot);
    if (slot < procs) {
      executor.onEvent(processors.get(slot), at);
    } else if (slot < sysmonSlot) {
      preemption.onSignal(processors.get(slot - procs), at);
    } else if (slot == sysmonSlot) {
      if (calendar.isEmpty() && !scheduler.timers().anyPending()) {
        throw new IllegalStateException("all goroutines are asleep - deadlock!");
      }
      sysmon.sample(at);
    } else if (slot == sysmonSlot + 1) {
      lane.onEvent(at);
      if (!processors.allIdle()) {
        sysmon.wake(at);
      }
    } else if (slot == sysmonSlot + 2) {
      scheduler.timers().onEvent(at);
    } else {
      syscalls.onEvent(at);
    }
    assert invariants.hold(at);
    return true;
  }

  /** Simulated time (ps). */
  public long now() {
    return now;
  }

  /** What has happened since the start of the process. */
  public Counters counters() {
    return counters;
  }

  /** What had happened when the consumer's clock started, or null. */
  public Counters countersAtClockStart() {
    return atClockStart;
  }

  public int procs() {
    return processors.count();
  }

  public P p(int id) {
    return processors.get(id);
  }

  public long globalQueueLength() {
    return scheduler.queues().global.size();
  }

  /** Ps on the idle list ({@code npidle}). */
  public int idleProcessors() {
    return processors.idleCount();
  }

  /** Ms that hunt for work ({@code nmspinning}). */
  public int spinningThreads() {
    return processors.spinningCount();
  }

  /** Messages in a channel's buffer, those of bulk operations under way included. */
  public long buffered(int channel, long at) {
    return channels[channel].countAt(at);
  }

  /** Messages that came out of a channel so far, bulk operations under way included. */
  public long received(int channel, long at) {
    return channels[channel].outAt(at);
  }

  Scheduler scheduler() {
    return scheduler;
  }

  Sysmon sysmon() {
    return sysmon;
  }

  Channel channel(int number) {
    return channels[number];
  }
}
