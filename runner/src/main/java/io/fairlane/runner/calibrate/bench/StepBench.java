package io.fairlane.runner.calibrate.bench;

import io.fairlane.runner.host.Pinning;
import io.fairlane.runner.host.Topology;
import io.fairlane.runner.pool.Primitives;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Mechanisms that one worker does alone. One invocation is one iteration; it times batches of each,
 * long enough for the clock's 30 ns to be little, and keeps the median batch: one that lost its CPU
 * to another process says nothing about the mechanism.
 */
@State(Scope.Thread)
public class StepBench {
  private static final int CAPACITY = 100_000;
  private static final int PRODUCERS = 20;
  private static final int TURNS = 9;
  private static final int MEETINGS = 500;
  private static final int SLEEPERS = 200;
  private static final int ROUNDS = 50;
  private static final int SPAWNS = 5_000;
  private static final int STEALS = 50;
  private static final int STOLEN_FROM = 200;

  private final Primitives buffered = Primitives.inPool(CAPACITY, PRODUCERS);
  private final Primitives unbuffered = Primitives.inPool(0, PRODUCERS);
  private final Primitives.Sleepers sleepers = new Primitives.Sleepers(SLEEPERS);
  private final Primitives.Rings rings = new Primitives.Rings(STOLEN_FROM);

  @Setup
  public void pin() {
    Pinning.pinCurrentThread(Topology.read().oneThreadPerCore().get(0));
    unbuffered.turn(); // the producer's first turn: hands one over and parks
  }

  /** Nanoseconds per operation in this iteration. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Nanos {
    public double send;
    public double receive;

    /** A message without a buffer: send, receive, and on average one ready and one park each. */
    public double meeting;

    public double ready;
    public double spawn;
    public double steal;

    /** An iteration of the counting loop beside send and receive; 0 = it changed meanwhile. */
    public double messageIteration;

    public double meetingIteration;
    public double readyIteration;
    public double spawnIteration;
    public double stealIteration;
  }

  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  public void step(Nanos nanos) {
    Look look = new Look();
    look.begin();
    Batches send = new Batches();
    Batches receive = new Batches();
    for (int i = 0; i < TURNS; i++) {
      send.time(CAPACITY, buffered::turn); // the producer's
      receive.time(CAPACITY, buffered::turn); // the consumer's
    }
    nanos.send = send.median();
    nanos.receive = receive.median();
    nanos.messageIteration = look.end();
    look.begin();
    // Each turn, consumer's or producer's, completes one message.
    nanos.meeting = Batches.median(ROUNDS, MEETINGS, this::meet);
    nanos.meetingIteration = look.end();
    look.begin();
    Batches ready = new Batches();
    for (int i = 0; i < ROUNDS; i++) {
      ready.time(SLEEPERS, sleepers::readyAll);
      sleepers.runAll();
    }
    nanos.ready = ready.median();
    nanos.readyIteration = look.end();
    look.begin();
    nanos.spawn = Batches.median(5, SPAWNS, () -> Primitives.spawn(SPAWNS));
    nanos.spawnIteration = look.end();
    look.begin();
    nanos.steal = Batches.median(ROUNDS, 2 * STEALS, this::steal);
    nanos.stealIteration = look.end();
  }

  private void meet() {
    for (int i = 0; i < MEETINGS; i++) {
      unbuffered.turn();
    }
  }

  private void steal() {
    for (int i = 0; i < STEALS; i++) {
      rings.stealBothWays();
    }
  }
}
