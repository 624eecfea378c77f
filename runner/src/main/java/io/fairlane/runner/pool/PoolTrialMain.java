package io.fairlane.runner.pool;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Json;
import io.fairlane.experiment.Proof;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.Trial;
import io.fairlane.runner.host.Housekeeping;
import io.fairlane.runner.host.Placement;
import io.fairlane.runner.host.Topology;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.SerializationFeature;

/**
 * The fork: warms up on small runs of the same shape until it is steady, runs one trial, prints it
 * as one line of JSON and exits. A refusal is one line on stderr and its exit code.
 */
public final class PoolTrialMain {
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
    Proof.Steadiness warmUp = new WarmUp(scenario, request.arm()).run();
    System.gc(); // what the warm-up left is not the trial's to collect
    if (request.arm().outsideRunQueues()) {
      Housekeeping.confineTo(placement.workerCpus());
    }
    PoolProgram program =
        new PoolProgram(
            scenario, request.arm(), placement, request.seed(), Path.of(request.safepointLog()));
    try (SpeedWatch watch = SpeedWatch.start(watched(request.arm(), placement))) {
      Trial trial = program.run(request.rep(), request.timeboxSeconds());
      Clock clock = program.clock();
      return after(warmUp, trial.at(watch.between(clock.startNanos(), clock.stopNanos())));
    }
  }

  /** CPUs that the trial's threads use: the workers', the consumer's; one that floats uses any. */
  private static List<Integer> watched(Arm arm, Placement placement) {
    Set<Integer> cpus = new LinkedHashSet<>(placement.workers());
    if (arm == Arm.PINNED) {
      cpus.add(placement.consumer());
    } else if (arm == Arm.DEDICATED) {
      Topology.read().allowed().stream().forEach(cpus::add);
    }
    return List.copyOf(cpus);
  }

  /** A trial of a JVM that had not warmed up is not clean, whatever the host did. */
  private static Trial after(Proof.Steadiness warmUp, Trial trial) {
    Proof proof = trial.host().proof();
    Trial.Verdict verdict =
        warmUp.stillWarmingUp() && trial.verdict() == Trial.Verdict.CLEAN
            ? Trial.Verdict.NOISY
            : trial.verdict();
    return trial.judged(
        verdict,
        trial
            .host()
            .with(
                proof.with(
                    new Proof.Steadiness(
                        warmUp.warmUpSeconds(),
                        warmUp.steadyAfterSeconds(),
                        proof.steadiness().rateChanges()))));
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
