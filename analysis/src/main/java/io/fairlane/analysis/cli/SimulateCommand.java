package io.fairlane.analysis.cli;

import io.fairlane.analysis.compare.Comparison;
import io.fairlane.analysis.compare.ComparisonTable;
import io.fairlane.analysis.compare.Pairing;
import io.fairlane.analysis.compare.RunSummary;
import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Costs;
import io.fairlane.experiment.Manifest;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.RunDirectory;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.Trial;
import io.fairlane.sim.replication.Batch;
import io.fairlane.sim.replication.Model;
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
      description = "Simulated runs per arm. Default: 20; with --until-width at most 500.")
  private Integer replications;

  @Option(
      names = "--until-width",
      paramLabel = "<w>",
      description =
          "Go on, 20 runs at a time, until every arm's 95 %% interval of the speedup has"
              + " high / low - 1 <= w. Looking again and again makes the interval hold a little"
              + " less often than it says: prefer a fixed number where that matters.")
  private Double untilWidth;

  @Option(
      names = "--rules",
      paramLabel = "<preset>",
      description = "The scheduler's rules, for example go1.19; the newest unless given.")
  private String rules;

  @Option(
      names = "--verify-determinism",
      description =
          "Run everything twice more, on one thread and on all, and fail (exit 3) unless every"
              + " history is the same, event by event.")
  private boolean verify;

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
    int most = replications != null ? replications : untilWidth != null ? 500 : 20;
    Usage.atLeast("--replications", most, 1);
    Usage.oneRuntimeForJson(json, what.runtimes());
    what.runtimes().forEach(runtime -> RuleSets.named(rules, runtime));
    what.runtimes().forEach(runtime -> runtime.require(scenario));
    trace.check();
    Map<Runtime, List<Arm>> arms = arms(scenario);
    requirePairs(arms);
    Manifest manifest =
        Experiment.manifest(shell, scenario, what.seed, arms, new Experiment.Size(0, most, 0));
    RunDirectory run = out == null ? null : RunDirectory.createAt(out, manifest);
    Map<Runtime, Costs> costs = new CostsSource(shell).forPrediction(costsFile, arms.keySet());
    List<Trial> trials = new ArrayList<>();
    Predictions predictions = new Predictions(shell);
    for (Map.Entry<Runtime, List<Arm>> entry : arms.entrySet()) {
      Runtime runtime = entry.getKey();
      Model model = Model.of(RuleSets.named(rules, runtime));
      Batch batch =
          new Batch(
              scenario, runtime, entry.getValue(), costs.get(runtime), what.seed, 0, most, model);
      trials.addAll(
          untilWidth == null
              ? predictions.all(batch)
              : predictions.untilNarrow(batch, manifest, untilWidth));
      if (verify) {
        predictions.verify(batch.numbers(0, done(trials, runtime)));
      }
    }
    if (run != null) {
      run.writeCosts(costs);
      run.append(trials);
    }
    if (trace.wanted()) {
      new Tracing(shell.console(), trace, rules).write(manifest, arms, costs);
    }
    shell
        .console()
        .result(
            json
                ? RunSummary.of(manifest, trials, Trial.Kind.PREDICTED, what.runtimes().get(0))
                    .json()
                : ComparisonTable.text(Comparison.of(manifest, trials))
                    + Pairing.footnote(trials, what.runtimes()));
    return 0;
  }

  private static int done(List<Trial> trials, Runtime runtime) {
    return 1
        + trials.stream()
            .filter(trial -> trial.runtime() == runtime)
            .mapToInt(Trial::rep)
            .max()
            .orElse(-1);
  }

  /** A width of speedups needs speedups. */
  private void requirePairs(Map<Runtime, List<Arm>> arms) {
    if (untilWidth == null) {
      return;
    }
    if (!(untilWidth > 0)) {
      throw Refusal.badInput("--until-width " + untilWidth + ": above 0, for example 0.1");
    }
    if (arms.values().stream().anyMatch(list -> !list.contains(Arm.FAIR) || list.size() < 2)) {
      throw Refusal.badInput("--until-width compares: it needs the arm fair and another");
    }
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
