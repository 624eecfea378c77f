package io.fairlane.analysis.cli;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Cost;
import io.fairlane.experiment.Costs;
import io.fairlane.experiment.Progress;
import io.fairlane.experiment.Proof;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.Trial;
import io.fairlane.runner.calibrate.Calibrator;
import io.fairlane.runner.calibrate.Mode;
import io.fairlane.runner.rig.TrialRunner;
import io.fairlane.sim.replication.Batch;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A host on which everything is instant; the tests break parts of it. */
final class FakeHost {
  static final String HOST_ID = "test CPU, 2 CPUs, test OS";

  /** By the calibration. */
  static final double ITERATION_NS = 20;

  /** What a command left behind. */
  record Ended(int code, String out, String err) {}

  final List<String> calls = new ArrayList<>();
  final List<String> rules = new ArrayList<>();
  final Path folder;
  Map<String, String> fingerprint = Map.of("cpu", "test CPU", "kernel", "6.1", "go", "1.26");
  Instant now = Instant.parse("2026-01-01T12:00:00Z");
  String costsFrom = HOST_ID;
  List<Check> checks = List.of(Check.ok("jdk", "25"), Check.ok("cpus", "2 CPUs"));
  Trial.Verdict verdict = Trial.Verdict.CLEAN;

  /** Ns of an iteration beside a measured trial of each arm; none: nobody looks. */
  Map<Arm, Double> speed = Map.of();

  /** Of standard error. */
  boolean terminal;

  boolean goMissing;
  boolean pinningMissing;
  int interruptAfter = Integer.MAX_VALUE;
  RuntimeException failure;
  boolean stopping;
  Pieces.Predictor predictor = this::predict;
  private int measured;

  FakeHost(Path folder) {
    this.folder = folder;
  }

  Path lockFile() {
    return folder.resolve("lock");
  }

  Ended run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            terminal,
            80);
    Shell shell =
        new Shell(
            console,
            pieces(),
            List.of(arguments),
            folder,
            Clock.fixed(now, ZoneOffset.UTC),
            () -> stopping);
    int code = Fairlane.run(shell);
    return new Ended(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  Pieces pieces() {
    return new Pieces(
        predictor,
        Map.of(Runtime.GO, new Runner(Runtime.GO), Runtime.POOL, new Runner(Runtime.POOL)),
        Map.of(
            Runtime.GO, new Calibration(Runtime.GO), Runtime.POOL, new Calibration(Runtime.POOL)),
        () -> fingerprint,
        () -> HOST_ID,
        () -> checks,
        folder.resolve("cache"),
        lockFile());
  }

  private List<Trial> predict(Batch batch, int threads, Progress progress) {
    calls.add("predict " + batch.runtime().label());
    rules.add(batch.model().rules().name());
    List<Trial> trials = new ArrayList<>();
    for (Arm arm : batch.arms()) {
      for (int rep = batch.from(); rep < batch.to(); rep++) {
        Trial trial =
            trial(
                Trial.Kind.PREDICTED,
                batch.scenario(),
                batch.runtime(),
                arm,
                rep,
                batch.seed(),
                Trial.Verdict.CLEAN);
        double seen = batch.speed().iterationNs();
        trials.add(slowed(trial, Double.isNaN(seen) ? ITERATION_NS : seen));
      }
    }
    return trials;
  }

  static Trial trial(
      Trial.Kind kind,
      Scenario scenario,
      Runtime runtime,
      Arm arm,
      int rep,
      long seed,
      Trial.Verdict verdict) {
    double seconds = (arm == Arm.FAIR ? 8 : 1) * (1 + 0.01 * (rep % 5));
    return new Trial(
        kind,
        scenario.name(),
        runtime,
        arm,
        rep,
        seed,
        seconds,
        scenario.consumer().messages(),
        new Trial.Counters(1_000L, null, null, null, null, null),
        Trial.Latency.ABSENT,
        verdict,
        Trial.HostNoise.ABSENT);
  }

  private static Trial slowed(Trial trial, double iterationNs) {
    return trial.with(
        trial.seconds() * iterationNs / ITERATION_NS, trial.counters().backgroundTurns());
  }

  private void require(Runtime runtime) {
    if (runtime == Runtime.GO && goMissing) {
      throw Refusal.hostCannot("go not found on PATH: install Go");
    }
    if (runtime == Runtime.POOL && pinningMissing) {
      throw Refusal.hostCannot("cannot pin threads: needs Linux");
    }
  }

  private final class Runner implements TrialRunner {
    private final Runtime runtime;

    Runner(Runtime runtime) {
      this.runtime = runtime;
    }

    @Override
    public Runtime runtime() {
      return runtime;
    }

    @Override
    public void require(Scenario scenario, Arm arm) {
      FakeHost.this.require(runtime);
      if (arm.outsideRunQueues() && scenario.processors() < 2) {
        throw Refusal.hostCannot("arm " + arm.label() + " needs processors >= 2");
      }
    }

    @Override
    public Trial run(Scenario scenario, Arm arm, int rep, long seed, double timeboxSeconds)
        throws InterruptedException {
      if (measured >= interruptAfter) {
        if (failure != null) {
          throw failure;
        }
        throw new InterruptedException();
      }
      measured++;
      calls.add("measure " + runtime.label() + " " + arm.label());
      Trial trial = trial(Trial.Kind.MEASURED, scenario, runtime, arm, rep, seed, verdict);
      Double iterationNs = speed.get(arm);
      return iterationNs == null
          ? trial
          : slowed(trial, iterationNs)
              .at(new Proof.Speed(iterationNs, iterationNs, iterationNs, 100L, null, null, null));
    }
  }

  private final class Calibration implements Calibrator {
    private final Runtime runtime;

    Calibration(Runtime runtime) {
      this.runtime = runtime;
    }

    @Override
    public Runtime runtime() {
      return runtime;
    }

    @Override
    public Costs calibrate(Mode mode, Progress progress) {
      require(runtime);
      calls.add("calibrate " + runtime.label());
      return costs(runtime, costsFrom);
    }
  }

  static Costs costs(Runtime runtime, String host) {
    Cost c = new Cost(ITERATION_NS, 19, 21, 1, "test");
    Cost growth = Cost.cited(0.5, "test");
    return new Costs(
        runtime, host, 2, c, c, c, c, c, c, growth, growth, c, c, c, c, c, c, c, c, c, c, c, c, c,
        c, c, c, c, c, c);
  }
}
