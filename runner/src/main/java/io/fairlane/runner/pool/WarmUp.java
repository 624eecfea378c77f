package io.fairlane.runner.pool;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Proof;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.Trial;
import io.fairlane.experiment.Work;
import io.fairlane.runner.warmup.SteadyState;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a fork does before its trial: small runs of the same shape, each the same work, until they
 * take the same time ({@link SteadyState}): then the compilers are done with the code that the
 * trial uses. Nothing is pinned, and the results are thrown away.
 */
final class WarmUp {
  /** Compilers may take a while to begin; no fork is believed to be steady before. */
  private static final double LEAST_SECONDS = 0.5;

  /** A host that changes its speed all the time is not waited for. */
  private static final double MOST_SECONDS = 3;

  /** First, cold: how many messages a run of the wanted length has. */
  private static final double PROBE_SECONDS = 0.1;

  /** Long beside the start of a pool's threads, short beside the whole. */
  private static final double RUN_SECONDS = 0.012;

  private static final long FEWEST_MESSAGES = 1_000;

  /** A run in which producers wait for laps; the next ones are shorter. */
  private static final double LONGEST_RUN_SECONDS = 0.5;

  /** For the timers, whose code no other run uses. */
  private static final double PACED_SECONDS = 0.3;

  /** Messages per second at least while they warm up. */
  private static final long LEAST_RATE = 200_000;

  /** The crowd of a run. */
  private static final int FEW_TASKS = 300;

  /**
   * Spawned by themselves, in batches, as {@code StepBench} does: a trial spawns its crowd once,
   * and code that is cold takes four times as long. Main, preempted meanwhile, would wait for a lap
   * of what it has spawned, and its last tasks would lie anywhere in the queues.
   */
  private static final int SPAWN_BATCHES = 60;

  private static final int SPAWNS = 5_000;

  private final Scenario full;
  private final Arm arm;
  private final long start = System.nanoTime();

  WarmUp(Scenario full, Arm arm) {
    this.full = full;
    this.arm = arm;
  }

  Proof.Steadiness run() throws InterruptedException {
    long messages = wanted();
    List<Double> begun = new ArrayList<>();
    List<Double> seconds = new ArrayList<>();
    OptionalInt steady = OptionalInt.empty();
    while (steady.isEmpty() && elapsed() < MOST_SECONDS) {
      begun.add(elapsed());
      Trial run = once(small(messages, 0), LONGEST_RUN_SECONDS);
      if (run.verdict() == Trial.Verdict.TIMEBOXED) {
        // Cut off it tells nothing of its speed, and runs of another size cannot be set beside it.
        messages = Math.max(1, Math.min(run.messages(), messages / 2));
        begun.clear();
        seconds.clear();
        continue;
      }
      seconds.add(run.seconds());
      if (elapsed() >= LEAST_SECONDS) {
        steady = SteadyState.from(seconds.stream().mapToDouble(s -> s).toArray());
      }
    }
    if (full.background().tasks() > FEW_TASKS) {
      spawn();
    }
    if (full.producers().paced()) {
      long rate = Math.max(full.producers().rate(), LEAST_RATE);
      once(small(Long.MAX_VALUE, rate), PACED_SECONDS);
    }
    Double after = steady.isPresent() ? begun.get(steady.getAsInt()) : null;
    return new Proof.Steadiness(elapsed(), after, null);
  }

  private double elapsed() {
    return (System.nanoTime() - start) / 1e9;
  }

  private long wanted() throws InterruptedException {
    Trial probe = once(small(Long.MAX_VALUE, 0), PROBE_SECONDS);
    return Math.max(FEWEST_MESSAGES, Math.round(probe.messages() * RUN_SECONDS / probe.seconds()));
  }

  private static void spawn() {
    Clock clock = Clock.unused();
    Laps laps = new Laps(clock);
    for (int batch = 0; batch < SPAWN_BATCHES; batch++) {
      var crowd = new BackgroundTask[SPAWNS];
      P p = new Pool(1).ps().get(0);
      new MainTask(crowd, WorkDraws.constant(0), clock, laps, List.of(), here -> {}).run(p);
    }
  }

  private Trial once(Scenario scenario, double timeboxSeconds) throws InterruptedException {
    return new PoolProgram(scenario, arm, null, 0).run(0, timeboxSeconds);
  }

  /** The same code paths, small numbers. */
  private Scenario small(long messages, long rate) {
    return full.with(
        full.processors(),
        new Scenario.Background(
            Math.min(full.background().tasks(), FEW_TASKS),
            shorter(full.background().work(), 20_000)),
        new Scenario.Producers(
            Math.min(full.producers().tasks(), 100),
            shorter(full.producers().work(), 2_000),
            rate,
            full.producers().arrivals()),
        new Scenario.Channel(Math.min(full.channel().capacity(), 100_000)),
        new Scenario.Consumer(
            messages, shorter(full.consumer().work(), 2_000), full.consumer().lockedBy()));
  }

  /** The same distribution about a mean of at most that. */
  private static Work shorter(Work work, long mean) {
    return new Work(Math.min(work.mean(), mean), work.distribution(), work.shape());
  }
}
