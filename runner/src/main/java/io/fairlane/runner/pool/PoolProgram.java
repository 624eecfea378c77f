package io.fairlane.runner.pool;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.Trial;
import io.fairlane.runner.host.NoiseProbe;
import io.fairlane.runner.host.Pinning;
import io.fairlane.runner.host.Placement;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One run of the experiment's program in this JVM.
 *
 * <pre>
 *   main --spawns--> background x N   count, yield, ...        } P Ps (fair, locked)
 *                    producers x 20   send, send, ...  --+     } P - 1 Ps (dedicated, pinned)
 *                    consumer      <---- channel <-------+     a task (fair) or a thread of its own
 * </pre>
 */
final class PoolProgram implements Clock.Listener {
  /** Spawning may itself take many laps, but not for ever. */
  private static final long SETUP_SECONDS = 600;

  private static final long JOIN_MILLIS = 10_000;

  private final Scenario scenario;
  private final Arm arm;
  private final Placement placement;
  private final long seed;
  private final NoiseProbe probe;
  private final Clock clock = new Clock(this);
  private final Laps laps = new Laps(clock);
  private final Rates rates = new Rates();
  private final Path safepointLog;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final Pool pool;
  private final Span span;
  private final Cast cast;
  private Trial.HostNoise noise = Trial.HostNoise.ABSENT;

  /**
   * @param placement the CPUs to pin to; null = pin nothing (warm-up, tests)
   * @param seed of what the scenario draws
   */
  PoolProgram(Scenario scenario, Arm arm, Placement placement, long seed) {
    this(scenario, arm, placement, seed, null);
  }

  /**
   * @param safepointLog what this JVM writes of its safepoints; null = nothing
   */
  PoolProgram(Scenario scenario, Arm arm, Placement placement, long seed, Path safepointLog) {
    this.safepointLog = safepointLog;
    this.scenario = scenario;
    this.arm = arm;
    this.placement = placement;
    // Threads that float, or are pinned nowhere, have no CPUs whose other users could be named.
    this.probe =
        new NoiseProbe(placement == null || arm == Arm.DEDICATED ? new BitSet() : placement.cpus());
    this.seed = seed;
    this.pool =
        new Pool(
            scenario.processors() - (arm.outsideRunQueues() ? 1 : 0),
            arm == Arm.LOCKED ? 1 : 0,
            PoolRules.of(scenario));
    this.span = new Span(pool);
    this.cast = new Cast(scenario, arm, pool, clock, seed);
  }

  /**
   * @throws Refusal if a thread cannot be pinned, or messages are lost, doubled or reordered
   */
  Trial run(int rep, double timeboxSeconds) throws InterruptedException {
    CountDownLatch pinned =
        new CountDownLatch(pool.threadCount() + (cast.dedicated() == null ? 0 : 1));
    Thread consumer = cast.dedicated() == null ? null : startDedicated(pinned);
    try {
      pool.start(id -> enterThread(id, pinned), this::fail, this::watch);
      while (!pinned.await(10, TimeUnit.MILLISECONDS)) {
        rethrowFailure();
      }
      pool.readyFromOutside(cast.main(clock, laps));
      awaitClock(timeboxSeconds);
    } finally {
      clock.stop();
      stop(consumer);
    }
    rethrowFailure();
    cast.balanceBooks();
    return trial(rep);
  }

  /** The consumer's. */
  Clock clock() {
    return clock;
  }

  private Thread startDedicated(CountDownLatch pinned) {
    Thread thread =
        new Thread(
            () -> {
              try {
                if (placement != null && arm == Arm.PINNED) {
                  Pinning.pinCurrentThread(placement.consumer());
                } else if (placement != null) {
                  Pinning.letCurrentThreadFloat();
                }
                probe.addCurrentThread();
                pinned.countDown();
                cast.dedicated().run();
              } catch (Throwable problem) {
                fail(problem);
              }
            },
            "consumer");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** With a locked task Ps move between threads, so a thread has all of their CPUs. */
  private void enterThread(int id, CountDownLatch pinned) {
    if (placement != null && arm == Arm.LOCKED) {
      Pinning.confineCurrentThread(placement.workerCpus());
    } else if (placement != null) {
      Pinning.pinCurrentThread(placement.workers().get(id));
    }
    if (cast.dedicated() == null) {
      probe.addCurrentThread();
    }
    pinned.countDown();
  }

  /** On sysmon's thread. */
  private void watch(long now) {
    if (clock.isRunning() && rates.wants(now)) {
      rates.add(now, pool.count(Counters.Kind.BACKGROUND_TURNS));
    }
  }

  private void fail(Throwable problem) {
    failure.compareAndSet(null, problem);
    pool.stop();
    clock.abort();
  }

  private void awaitClock(double timeboxSeconds) throws InterruptedException {
    if (!clock.awaitStart(SETUP_SECONDS)) {
      rethrowFailure();
      throw Refusal.hostCannot(
          "pool: spawning "
              + scenario.background().tasks()
              + " background tasks took over "
              + SETUP_SECONDS
              + " s; ask for fewer (--set background.tasks=...) or less work");
    }
    clock.awaitStop(timeboxSeconds);
  }

  private void stop(Thread consumer) throws InterruptedException {
    pool.stop();
    if (cast.dedicated() != null) {
      cast.dedicated().go();
      consumer.join(JOIN_MILLIS);
    }
    if (!pool.join(JOIN_MILLIS) || (consumer != null && consumer.isAlive())) {
      throw new IllegalStateException("pool threads did not stop within " + JOIN_MILLIS + " ms");
    }
  }

  private void rethrowFailure() {
    Throwable problem = failure.get();
    if (problem instanceof RuntimeException e) {
      throw e;
    }
    if (problem instanceof Error e) {
      throw e;
    }
  }

  @Override
  public void starting() {
    probe.start();
    span.begin();
  }

  @Override
  public void stopped() {
    span.end();
    noise = probe.stop();
  }

  private Trial trial(int rep) {
    double seconds = clock.seconds();
    Trial.HostNoise host =
        noise.with(PoolProof.of(noise, clock, safepointLog, fairness(), laps, rates));
    return new Trial(
        Trial.Kind.MEASURED,
        scenario.name(),
        Runtime.POOL,
        arm,
        rep,
        seed,
        seconds,
        cast.inbox().received(),
        // A thread of its own is never sent to the global tail: no such event to count.
        span.counters(cast.dedicated() == null),
        cast.latency(),
        verdict(seconds, host),
        host);
  }

  /** The graver verdict wins: unfair rejects a trial, the others qualify it. */
  private Trial.Verdict verdict(double seconds, Trial.HostNoise host) {
    if (fairness().isUnfair(pool.ps().size())) {
      return Trial.Verdict.UNFAIR;
    }
    if (!cast.inbox().isFull()) {
      return Trial.Verdict.TIMEBOXED;
    }
    return NoiseProbe.isNoisy(host, seconds, seat()) ? Trial.Verdict.NOISY : Trial.Verdict.CLEAN;
  }

  /** Arm locked has a thread more than CPUs; one of them is not always asleep. */
  private NoiseProbe.Seat seat() {
    if (arm.outsideRunQueues()) {
      return NoiseProbe.Seat.OWN_LANE;
    }
    return arm == Arm.LOCKED ? NoiseProbe.Seat.SHARED_CPUS : NoiseProbe.Seat.RUN_QUEUES;
  }

  Fairness fairness() {
    return cast.fairness();
  }
}
