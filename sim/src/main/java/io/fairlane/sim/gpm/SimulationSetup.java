package io.fairlane.sim.gpm;

import io.fairlane.sim.engine.Jitter;
import io.fairlane.sim.engine.RandomStream;
import io.fairlane.sim.latency.Latencies;
import io.fairlane.sim.program.Program;
import java.util.List;

/** What a simulation is made of; everything but the program has a default. */
public final class SimulationSetup {
  final Program main;
  final Rules rules;
  final Durations durations;
  private List<Durations> cpus = List.of();
  int procs = 1;
  private int confinedTo = Integer.MAX_VALUE;
  long[] capacities = {};
  Program lane;
  long seed;
  boolean jittered;
  boolean bulk = true;
  long sysmonFirstSample = -1;
  Observer observer = Observer.NONE;
  Latencies latencies;

  SimulationSetup(Program main, Rules rules, Durations durations) {
    this.main = main;
    this.rules = rules;
    this.durations = durations;
  }

  /** Number of Ps ({@code GOMAXPROCS}). */
  public SimulationSetup procs(int procs) {
    this.procs = procs;
    return this;
  }

  /**
   * What things take on each CPU where CPUs differ: those of the Ps in order, then the lane's.
   * Empty or too short: on the others they take what they take on all. Threads being woken, sysmon
   * and {@code sched.lock} are of no CPU.
   */
  public SimulationSetup cpus(List<Durations> each) {
    this.cpus = List.copyOf(each);
    return this;
  }

  /** The threads of Ps may use no more CPUs than that; unless told, all that there are. */
  public SimulationSetup confinedTo(int cpus) {
    this.confinedTo = cpus;
    return this;
  }

  /** CPUs that the threads of Ps may use. */
  int workerCpus() {
    return Math.min(confinedTo, durations.cpus());
  }

  /** On the CPU of that number. */
  Durations onCpu(int cpu) {
    return contention(cpu < cpus.size() ? cpus.get(cpu) : durations);
  }

  /** On all of them. */
  Durations onAll() {
    return contention(durations);
  }

  private Durations contention(Durations of) {
    return rules.has(Rule.HCHAN_CONTENTION) ? of : of.withoutChannelContention();
  }

  /** One channel for each capacity; programs name them by position. */
  public SimulationSetup channels(long... capacities) {
    this.capacities = capacities.clone();
    return this;
  }

  /** A consumer on a thread of its own, started by the program's START_LANE. */
  public SimulationSetup lane(Program consumer) {
    this.lane = consumer;
    return this;
  }

  /** Draws cost jitter and a random sysmon phase from this seed; without it nothing is random. */
  public SimulationSetup jitteredBy(long seed) {
    this.seed = seed;
    this.jittered = true;
    return this;
  }

  /**
   * False: one channel operation and one background turn an event, and every G somebody; the oracle
   * of the bulk steps.
   */
  public SimulationSetup bulk(boolean bulk) {
    this.bulk = bulk;
    return this;
  }

  /** sysmon is backed off from the start and samples first at this time (ps). */
  public SimulationSetup sysmonBackedOff(long firstSample) {
    this.sysmonFirstSample = firstSample;
    return this;
  }

  public SimulationSetup observer(Observer observer) {
    this.observer = observer;
    return this;
  }

  /** Records how long messages and Gs waited; without it nothing is recorded. */
  public SimulationSetup latency(Latencies latencies) {
    this.latencies = latencies;
    return this;
  }

  public Simulation build() {
    return new Simulation(this);
  }

  RandomStream stream(Simulation.Purpose purpose) {
    return stream(purpose.ordinal());
  }

  RandomStream stream(int purpose) {
    return new RandomStream(seed, purpose);
  }

  Jitter jitter(double relativeSd, Simulation.Purpose purpose) {
    return Jitter.lognormal(jittered ? relativeSd : 0, stream(purpose));
  }
}
