package io.fairlane.analysis.cli;

import io.fairlane.analysis.compare.Comparison;
import io.fairlane.analysis.compare.ComparisonTable;
import io.fairlane.analysis.compare.RunSummary;
import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Costs;
import io.fairlane.experiment.Manifest;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.RunDirectory;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.Trial;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = "Predict: how fast is the consumer in each arm, and what do the others pay?")
final class SimulateCommand implements Callable<Integer> {
  @Mixin private ScenarioOptions what;

  @Option(
      names = "--replications",
      paramLabel = "<n>",
      description = "Simulated runs per arm. Default: ${DEFAULT-VALUE}.")
  private int replications = 20;

  @Option(
      names = "--costs",
      paramLabel = "<costs.json>",
      description = "What the primitives cost; the last calibration of this host, unless given.")
  private Path costsFile;

  @Option(
      names = "--out",
      paramLabel = "<dir>",
      description = "Keep manifest, costs and trials in this run directory.")
  private Path out;

  @Option(names = "--json", description = "One JSON document on standard output.")
  private boolean json;

  @Mixin private TraceOptions trace;

  private final Shell shell;

  SimulateCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws InterruptedException {
    Scenario scenario = what.scenario();
    Usage.atLeast("--replications", replications, 1);
    Usage.oneRuntimeForJson(json, what.runtimes());
    trace.check();
    Map<Runtime, List<Arm>> arms = arms(scenario);
    Manifest manifest =
        Experiment.manifest(
            shell, scenario, what.seed, arms, new Experiment.Size(0, replications, 0));
    RunDirectory run = out == null ? null : RunDirectory.createAt(out, manifest);
    Map<Runtime, Costs> costs = new CostsSource(shell).forPrediction(costsFile, arms.keySet());
    List<Trial> trials = new ArrayList<>();
    for (Map.Entry<Runtime, List<Arm>> entry : arms.entrySet()) {
      trials.addAll(
          Experiment.predict(
              shell, scenario, entry, costs.get(entry.getKey()), what.seed, replications));
    }
    if (run != null) {
      run.writeCosts(costs);
      run.append(trials);
    }
    if (trace.wanted()) {
      new Tracing(shell.console(), trace).write(manifest, arms, costs);
    }
    shell
        .console()
        .result(
            json
                ? RunSummary.of(manifest, trials, Trial.Kind.PREDICTED, what.runtimes().get(0))
                    .json()
                : ComparisonTable.text(Comparison.of(manifest, trials)));
    return 0;
  }

  /** The model can do more arms than the runner; without being asked it does the runner's. */
  private Map<Runtime, List<Arm>> arms(Scenario scenario) {
    Map<Runtime, List<Arm>> arms = new LinkedHashMap<>();
    for (Runtime runtime : what.runtimes()) {
      List<Arm> possible = new ArrayList<>();
      for (Arm arm : what.arms().isEmpty() ? runtime.arms() : what.arms()) {
        if (!arm.outsideRunQueues() || scenario.processors() >= 2) {
          possible.add(arm);
        } else if (!what.arms().isEmpty()) {
          throw Refusal.badInput(
              "arm "
                  + arm.label()
                  + " takes one P from the scheduler and needs processors >= 2: add --set"
                  + " processors=2");
        }
      }
      arms.put(runtime, possible);
    }
    return arms;
  }
}
