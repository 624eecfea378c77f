package io.fairlane.analysis.cli;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Costs;
import io.fairlane.experiment.Manifest;
import io.fairlane.experiment.RunDirectory;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.Trial;
import io.fairlane.runner.rig.Rig;
import io.fairlane.runner.rig.TrialPlan;
import io.fairlane.sim.replication.Batch;
import io.fairlane.sim.replication.Model;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One run directory being filled: each block predicted first, then measured, so that no prediction
 * can have seen what it predicts. Every step can be repeated; what is there already is not done
 * again.
 */
final class Experiment {
  private final Shell shell;
  private final RunDirectory run;
  private final Map<Runtime, List<Arm>> arms;
  private final BlockPredictions predictions;

  Experiment(Shell shell, RunDirectory run, Map<Runtime, List<Arm>> arms) {
    this.shell = shell;
    this.run = run;
    this.arms = arms;
    Manifest manifest = run.manifest();
    this.predictions =
        new BlockPredictions(
            shell,
            run,
            arms.entrySet().stream()
                .map(
                    its ->
                        new BlockPredictions.Cell(
                            manifest.scenario().name(),
                            manifest.scenario(),
                            its.getKey(),
                            its.getValue(),
                            manifest.seed()))
                .toList(),
            manifest.plan().calibratesOnce());
  }

  RunDirectory run() {
    return run;
  }

  static Manifest manifest(
      Shell shell, Scenario scenario, long seed, Map<Runtime, List<Arm>> arms, Size size) {
    Set<String> labels = new LinkedHashSet<>();
    for (Arm arm : Arm.values()) {
      if (arms.values().stream().anyMatch(list -> list.contains(arm))) {
        labels.add(arm.label());
      }
    }
    return new Manifest(
        Versions.tool(),
        Versions.commit(),
        shell.clock().instant().truncatedTo(ChronoUnit.SECONDS).toString(),
        seed,
        shell.typed(),
        scenario,
        new Manifest.Plan(
            arms.keySet().stream().map(Runtime::label).toList(),
            List.copyOf(labels),
            size.trials(),
            size.replications(),
            size.timeboxSeconds(),
            size.calibratesOnce()),
        shell.pieces().host().get());
  }

  /**
   * How much is done: measured trials and simulated runs per arm, a trial's longest time, and
   * whether one calibration is good for all blocks.
   */
  record Size(int trials, int replications, double timeboxSeconds, boolean calibratesOnce) {
    /** Calibrated once. */
    Size(int trials, int replications, double timeboxSeconds) {
      this(trials, replications, timeboxSeconds, true);
    }
  }

  /**
   * Calibrates (unless the run has its costs) and predicts the first block, or all of them if the
   * plan calibrates once. What the run has already is kept: a kill or a full disk may have kept
   * some of the predictions and not the others.
   *
   * @param namedCosts to predict from instead; null for none
   */
  void predict(Path namedCosts) throws InterruptedException {
    if (!isPredicted()) {
      return;
    }
    if (namedCosts != null && !run.costs().keySet().containsAll(arms.keySet())) {
      run.writeCosts(new CostsSource(shell).named(namedCosts, arms.keySet()));
    }
    predictions.predictFirst();
  }

  private boolean isPredicted() {
    return run.manifest().plan().replications() > 0;
  }

  static List<Trial> predict(
      Shell shell,
      Scenario scenario,
      Map.Entry<Runtime, List<Arm>> arms,
      Costs costs,
      long seed,
      int replications)
      throws InterruptedException {
    return shell
        .pieces()
        .predictor()
        .run(
            new Batch(
                scenario,
                arms.getKey(),
                arms.getValue(),
                costs,
                seed,
                0,
                replications,
                Model.of(arms.getKey())),
            java.lang.Runtime.getRuntime().availableProcessors(),
            shell.console().progress());
  }

  /** Says how long the missing trials will take, and lets the progress line know. */
  void sayHowLong(int trials, double timeboxSeconds) {
    HowLong howLong = howLong(trials, timeboxSeconds);
    if (howLong.missing() > 0) {
      shell.console().remark(howLong.says());
      shell.console().progress().expect(howLong.wholeSeconds());
    }
  }

  private HowLong howLong(int trials, double timeboxSeconds) {
    return HowLong.of(
        TrialPlan.of(run.manifest().seed(), arms, trials),
        run.trials(),
        timeboxSeconds,
        isPredicted() ? predictions.calibrationSeconds() : 0);
  }

  /**
   * Measures block by block, each predicted before it and, where the CPUs' speed was watched, once
   * more at that speed after it.
   *
   * @param trials per arm; fewer if the budget ends first
   * @return how many of the planned trials are finished
   */
  int measure(int trials, Rig.Limits limits) throws InterruptedException {
    TrialPlan plan = TrialPlan.of(run.manifest().seed(), arms, trials);
    ExpectedSeconds expected = new ExpectedSeconds(run.trials(), limits.timeboxSeconds());
    int finished =
        new Rig(shell.pieces().runners(), run, System::nanoTime)
            .run(
                plan,
                limits,
                trial -> expected.of(trial.runtime(), trial.arm()),
                isPredicted()
                    ? new Predicting(howLong(trials, limits.timeboxSeconds()).wholeSeconds())
                    : Rig.AroundBlocks.NOTHING,
                shell.console().progress());
    if (isPredicted() && finished == plan.trials().size()) {
      predictions.costs(trials);
    }
    shell.console().progress().clear();
    return finished;
  }

  /** The model's part in each block; the progress line then takes the trials up again. */
  private final class Predicting implements Rig.AroundBlocks {
    private final double wholeSeconds;

    Predicting(double wholeSeconds) {
      this.wholeSeconds = wholeSeconds;
    }

    @Override
    public void before(int block) throws InterruptedException {
      shell.console().progress().expect(0);
      predictions.predict(block);
      shell.console().progress().expect(wholeSeconds);
    }

    @Override
    public void after(int block) throws InterruptedException {
      shell.console().progress().expect(0);
      predictions.predictAtSpeed(block, block);
    }
  }

  /** The arms that a manifest's plan names, by runtime. */
  static Map<Runtime, List<Arm>> planned(Manifest manifest) {
    Map<Runtime, List<Arm>> planned = new LinkedHashMap<>();
    for (String label : manifest.plan().runtimes()) {
      Runtime runtime = Runtime.of(label);
      List<Arm> arms = new ArrayList<>();
      for (Arm arm : runtime.arms()) {
        if (manifest.plan().arms().contains(arm.label())) {
          arms.add(arm);
        }
      }
      planned.put(runtime, arms);
    }
    return planned;
  }
}
