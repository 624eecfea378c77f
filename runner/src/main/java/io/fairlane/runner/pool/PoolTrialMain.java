package io.fairlane.runner.pool;

import io.fairlane.experiment.Json;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.Trial;
import io.fairlane.experiment.Work;
import io.fairlane.runner.host.Housekeeping;
import io.fairlane.runner.host.Placement;
import io.fairlane.runner.host.Topology;
import java.io.IOException;
import java.nio.file.Path;
import tools.jackson.databind.SerializationFeature;

/**
 * The fork: warms up on a small scenario of the same shape, runs one trial, prints it as one line
 * of JSON and exits. A refusal is one line on stderr and its exit code.
 */
public final class PoolTrialMain {
  /** Long enough for the compilers to be done with a dozen small methods on busy CPUs. */
  private static final double WARM_UP_SECONDS = 0.6;

  /** Messages per second at least while a paced scenario warms up. */
  private static final long WARM_UP_RATE = 200_000;

  private PoolTrialMain() {}

  public static void main(String[] args) {
    endWithParent();
    int exit = 0;
    try {
      PoolRequest request = Json.read("request", args[0], PoolRequest.class);
      Trial trial = run(request);
      System.out.println(
          Json.MAPPER
              .writer()
              .without(SerializationFeature.INDENT_OUTPUT)
              .writeValueAsString(trial));
      System.out.flush();
    } catch (Refusal refusal) {
      System.err.println(refusal.getMessage());
      exit = refusal.exitCode();
    } catch (Throwable failure) {
      System.err.println("pool trial failed: " + failure);
      exit = 1;
    }
    // Not exit(): there is nothing to close, and a stuck thread must not keep the fork alive.
    Runtime.getRuntime().halt(exit);
  }

  private static Trial run(PoolRequest request) throws InterruptedException {
    Scenario scenario = request.scenario();
    Placement placement = Topology.read().place(scenario.processors(), request.arm());
    warmUp(request);
    System.gc(); // what the warm-up left is not the trial's to collect
    if (request.arm().outsideRunQueues()) {
      Housekeeping.confineTo(placement.workerCpus());
    }
    return new PoolProgram(
            scenario, request.arm(), placement, request.seed(), Path.of(request.safepointLog()))
        .run(request.rep(), request.timeboxSeconds());
  }

  /** Same code paths, small numbers, its result thrown away; nothing pinned. */
  private static void warmUp(PoolRequest request) throws InterruptedException {
    Scenario full = request.scenario();
    Scenario small =
        new Scenario(
            "warm-up",
            full.processors(),
            new Scenario.Background(
                Math.min(full.background().tasks(), 300),
                shorter(full.background().work(), 20_000)),
            new Scenario.Producers(
                Math.min(full.producers().tasks(), 100),
                shorter(full.producers().work(), 2_000),
                quicker(full.producers().rate()),
                full.producers().arrivals()),
            new Scenario.Channel(Math.min(full.channel().capacity(), 100_000)),
            new Scenario.Consumer(
                Long.MAX_VALUE, shorter(full.consumer().work(), 2_000), full.consumer().lockedBy()),
            full.timeSlice(),
            full.wakeFromOutside());
    new PoolProgram(small, request.arm(), null, 0).run(0, WARM_UP_SECONDS);
  }

  /** Paced as well, but often enough for the compilers to notice; 0 = not paced. */
  private static long quicker(long rate) {
    return rate == 0 ? 0 : Math.max(rate, WARM_UP_RATE);
  }

  /** The same distribution about a mean of at most that. */
  private static Work shorter(Work work, long mean) {
    return new Work(Math.min(work.mean(), mean), work.distribution(), work.shape());
  }

  /** The parent holds our standard input open; when it dies, however it dies, so do we. */
  private static void endWithParent() {
    Thread watch =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  // nothing is ever sent
                }
              } catch (IOException closed) {
                // the same as its end
              }
              Runtime.getRuntime().halt(1);
            },
            "parent-watch");
    watch.setDaemon(true);
    watch.start();
  }
}
