package io.fairlane.runner.calibrate.bench;

import io.fairlane.runner.host.Pinning;
import io.fairlane.runner.host.Topology;
import io.fairlane.runner.pool.P;
import io.fairlane.runner.pool.Pool;
import io.fairlane.runner.pool.Primitives;
import io.fairlane.runner.pool.SpeedWatch;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Mechanisms between two CPUs: a channel used from both sides, a flag, waking a thread, yields in a
 * crowd, and sleeps; and how fast one CPU is while the other computes and while it idles. The JMH
 * thread sits on the first CPU, the partner on the second.
 */
@State(Scope.Thread)
public class PairBench {
  private static final int FLIPS = 2_000;
  private static final int CROWD = 50_000;
  private static final int YIELDS = 128; // a batch of the global queue
  private static final int YIELD_BATCHES = 100;
  private static final int LOOKS = 20;
  private static final int WAKES = 40;
  private static final int SLEEPS = 30;
  private static final int LONG_SLEEPS = 4;

  /** Longer than the 50 us that {@code Costs.handoffIdle} and its long form are told apart by. */
  private static final long LONG_NANOS = 200_000;

  private static final long SHORT_NANOS = 5_000;

  private final List<Integer> cpus = Topology.read().oneThreadPerCore();
  private Partner partner;
  private Partner neighbour;
  private LaneWindows lane;

  /** Each P is stepped by one thread: ours and the partner's. */
  private final Pool crowd = Primitives.crowd(2, CROWD, 0);

  @Setup
  public void start() {
    Pinning.pinCurrentThread(cpus.get(0));
    partner = new Partner(cpus.get(1));
    neighbour = new Partner(cpus.get(0));
    lane = new LaneWindows(partner);
  }

  @TearDown
  public void stop() {
    partner.stop();
    neighbour.stop();
  }

  /** Nanoseconds per operation in this iteration. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Nanos {
    public double sendContended;
    public double receiveContended;
    public double visible;
    public double wakeShort;
    public double wakeLong;
    public double wakeSameCpu;
    public double sleep3us;
    public double sleep20us;
    public double sleep10ms;

    /** As CrowdBench.yield, between two looks at the speed: only its slope is used. */
    public double yield;

    /** An iteration of the counting loop on our CPU while the partner's idles. */
    public double loneIteration;

    /** The same while it computes. */
    public double sharedIteration;

    /** An iteration of the counting loop on both CPUs meanwhile; 0 = it changed. */
    public double sendContendedIteration;

    public double receiveContendedIteration;
    public double wakeIteration;
    public double yieldIteration;
  }

  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  public void pair(Nanos nanos) {
    Look look = new Look(partner);
    look.begin();
    nanos.sendContended = lane.send();
    nanos.sendContendedIteration = look.end();
    look.begin();
    nanos.receiveContended = lane.receive();
    nanos.receiveContendedIteration = look.end();
    nanos.visible = flips() / 2.0;
    look.begin();
    nanos.wakeShort = wake(partner, SHORT_NANOS);
    nanos.wakeLong = wake(partner, LONG_NANOS);
    nanos.wakeSameCpu = wake(neighbour, SHORT_NANOS);
    nanos.wakeIteration = look.end();
    look.begin();
    nanos.yield = yieldInCrowd();
    nanos.yieldIteration = look.end();
    nanos.loneIteration = looks();
    nanos.sharedIteration = besidePartner(SpeedWatch::iterationNanos, PairBench::looks);
    nanos.sleep3us = sleep(3_000, SLEEPS);
    nanos.sleep20us = sleep(20_000, SLEEPS);
    nanos.sleep10ms = sleep(10_000_000, LONG_SLEEPS);
  }

  private double yieldInCrowd() {
    P ours = crowd.ps().get(0);
    P partners = crowd.ps().get(1);
    return besidePartner(
        partners::step,
        () ->
            Batches.median(
                YIELD_BATCHES,
                YIELDS,
                () -> {
                  for (int i = 0; i < YIELDS; i++) {
                    ours.step();
                  }
                }));
  }

  private static double looks() {
    Batches looks = new Batches();
    for (int i = 0; i < LOOKS; i++) {
      looks.add(SpeedWatch.iterationNanos());
    }
    return looks.median();
  }

  /** What we measure while the partner does something again and again. */
  private double besidePartner(Runnable partners, DoubleSupplier ours) {
    Gate gate = new Gate();
    partner.begin(
        () -> {
          gate.pass();
          while (!gate.isOver()) {
            partners.run();
          }
        });
    gate.pass();
    double measured = ours.getAsDouble();
    gate.end();
    partner.await();
    return measured;
  }

  /** A word back and forth between two spinning CPUs; a round trip is two transfers. */
  private double flips() {
    Gate.Word word = new Gate.Word();
    partner.begin(
        () -> {
          for (int i = 1; i < 2 * FLIPS; i += 2) {
            word.awaitAndSet(i, i + 1);
          }
        });
    long t0 = System.nanoTime();
    for (int i = 0; i < 2 * FLIPS; i += 2) {
      word.awaitAndSet(i, i + 1);
    }
    partner.await();
    return (System.nanoTime() - t0) / (double) FLIPS;
  }

  /** Median time from unparking a sleeping thread to its first instruction. */
  private static double wake(Partner sleeper, long sleepNanos) {
    Batches samples = new Batches();
    for (int i = 0; i < WAKES; i++) {
      long until = System.nanoTime() + sleepNanos;
      while (System.nanoTime() < until) {
        Thread.onSpinWait();
      }
      samples.add(sleeper.wakeLatency());
    }
    return samples.median();
  }

  private static double sleep(long nanos, int times) {
    return Batches.median(times, 1, () -> LockSupport.parkNanos(nanos));
  }
}
