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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One run directory being filled: predicted first, then measured, so that no prediction can have
 * seen what it predicts. Every step can be repeated; what is there already is not done again.
 */
final class Experiment {
  private final Shell shell;
  private final RunDirectory run;
  private final Map<Runtime, List<Arm>> arms;

  Experiment(Shell shell, RunDirectory run, Map<Runtime, List<Arm>> arms) {
    this.shell = shell;
    this.run = run;
    this.arms = arms;
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
            size.timeboxSeconds()),
        shell.pieces().host().get());
  }

  /** How much is done: measured trials and simulated runs per arm, and a trial's longest time. */
  record Size(int trials, int replications, double timeboxSeconds) {}

  /**
   * Calibrates (unless the run has its costs) and predicts (what the run lacks: a kill or a full
   * disk may have kept some of the predictions and not the others).
   */
  void predict(CostsSource source, java.nio.file.Path namedCosts) throws InterruptedException {
    if (run.manifest().plan().replications() == 0) {
      return;
    }
    Map<Runtime, Costs> costs = run.costs();
    if (!costs.keySet().containsAll(arms.keySet())) {
      costs.putAll(source.forMeasurement(namedCosts, missing(costs)));
      run.writeCosts(costs);
    }
    Manifest manifest = run.manifest();
    Set<Replicated> kept = new HashSet<>();
    run.trials().forEach(trial -> kept.add(Replicated.of(trial)));
    int replications = manifest.plan().replications();
    for (Map.Entry<Runtime, List<Arm>> entry : arms.entrySet()) {
      if (!kept.containsAll(Replicated.all(entry, replications))) {
        Costs its = costs.get(entry.getKey());
        List<Trial> predicted =
            predict(shell, manifest.scenario(), entry, its, manifest.seed(), replications);
        run.append(predicted.stream().filter(t -> !kept.contains(Replicated.of(t))).toList());
      }
    }
    shell.console().progress().clear();
  }

  /** One simulated run among those of its arm. */
  private record Replicated(Trial.Kind kind, Runtime runtime, Arm arm, int rep) {
    static Replicated of(Trial trial) {
      return new Replicated(trial.kind(), trial.runtime(), trial.arm(), trial.rep());
    }

    static List<Replicated> all(Map.Entry<Runtime, List<Arm>> arms, int replications) {
      List<Replicated> all = new ArrayList<>();
      for (Arm arm : arms.getValue()) {
        for (int rep = 0; rep < replications; rep++) {
          all.add(new Replicated(Trial.Kind.PREDICTED, arms.getKey(), arm, rep));
        }
      }
      return all;
    }
  }

  private List<Runtime> missing(Map<Runtime, Costs> costs) {
    return arms.keySet().stream().filter(runtime -> !costs.containsKey(runtime)).toList();
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
    TrialPlan plan = TrialPlan.of(run.manifest().seed(), arms, trials);
    HowLong howLong = HowLong.of(plan, run.trials(), timeboxSeconds);
    if (howLong.missing() > 0) {
      shell.console().remark(howLong.says());
      shell.console().progress().expect(howLong.wholeSeconds());
    }
  }

  /**
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
                shell.console().progress());
    shell.console().progress().clear();
    return finished;
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
