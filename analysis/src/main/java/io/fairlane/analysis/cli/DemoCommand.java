package io.fairlane.analysis.cli;

import io.fairlane.analysis.compare.Comparison;
import io.fairlane.analysis.compare.ComparisonTable;
import io.fairlane.analysis.report.Report;
import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Costs;
import io.fairlane.experiment.Manifest;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.RunDirectory;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.ScenarioFiles;
import io.fairlane.experiment.Trial;
import io.fairlane.runner.calibrate.Mode;
import io.fairlane.runner.rig.Rig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "The whole loop on scenario 'seed' and every runtime, within three minutes.",
      "Calibrates, predicts, measures, compares; prints the table, writes the report."
    })
final class DemoCommand implements Callable<Integer> {
  /** Three minutes less what the report takes and what the last block may overrun. */
  private static final double TOTAL_SECONDS = 165;

  private static final double LEAST_MEASURING_SECONDS = 45;

  /**
   * The fair arm is a lottery of whole laps: 20 runs would leave its mean uncertain by 10 %. An
   * even number for each trial of the plan.
   */
  private static final int REPLICATIONS = 60;

  private static final long SEED = 1;

  /** What they find decides which arms run, and is said there. */
  private static final List<String> SAID_LATER = List.of("cpus", "pinning", "go", "notebook");

  private final Shell shell;

  DemoCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws InterruptedException {
    Instant start = shell.clock().instant();
    Console console = shell.console();
    console.remark("host: " + shell.pieces().hostId().get());
    for (Check check : shell.pieces().checks().get()) {
      if (check.status() != Check.Status.OK && !SAID_LATER.contains(check.name())) {
        console.remark(check.name() + ": " + check.found() + " -> " + check.remedy());
      }
    }
    return shell.alone(() -> experiment(start));
  }

  private int experiment(Instant start) throws InterruptedException {
    Scenario scenario = ScenarioFiles.read("seed", List.of());
    Map<Runtime, List<Arm>> arms =
        Arms.measurable(
            shell.pieces(),
            scenario,
            List.of(Runtime.values()),
            List.of(),
            true,
            shell.console()::remark);
    Map<Runtime, Costs> costs = calibrate(arms);
    List<Trial> predicted = predict(scenario, arms, costs);
    DemoBudget budget =
        DemoBudget.of(arms.values().stream().mapToInt(List::size).sum(), left(start));
    RunDirectory run = open(scenario, arms, budget);
    run.writeCosts(costs);
    run.append(predicted);
    measure(new Experiment(shell, run, arms), budget, left(start));
    Path report = Report.write(run);
    shell.console().result(ComparisonTable.text(Comparison.of(run)) + "\nreport: " + report + "\n");
    return 0;
  }

  private double left(Instant start) {
    double gone = Duration.between(start, shell.clock().instant()).toMillis() / 1e3;
    return Math.max(LEAST_MEASURING_SECONDS, TOTAL_SECONDS - gone);
  }

  /** A runtime that cannot be calibrated is left out, unless it is the last. */
  private Map<Runtime, Costs> calibrate(Map<Runtime, List<Arm>> arms) throws InterruptedException {
    Map<Runtime, Costs> costs = new EnumMap<>(Runtime.class);
    for (Runtime runtime : List.copyOf(arms.keySet())) {
      shell.console().remark("calibrating " + runtime.label() + " (20 s) ...");
      try {
        costs.put(runtime, new CostsSource(shell).calibrate(runtime, Mode.QUICK));
      } catch (Refusal refusal) {
        if (arms.size() == 1) {
          throw refusal;
        }
        shell.console().remark("without " + runtime.label() + ": " + refusal.getMessage());
        arms.remove(runtime);
      }
    }
    return costs;
  }

  private List<Trial> predict(
      Scenario scenario, Map<Runtime, List<Arm>> arms, Map<Runtime, Costs> costs)
      throws InterruptedException {
    shell.console().remark("predicting, before anything is measured ...");
    List<Trial> predicted = new ArrayList<>();
    for (Map.Entry<Runtime, List<Arm>> entry : arms.entrySet()) {
      predicted.addAll(
          Experiment.predict(
              shell, scenario, entry, costs.get(entry.getKey()), SEED, REPLICATIONS));
    }
    return predicted;
  }

  private RunDirectory open(Scenario scenario, Map<Runtime, List<Arm>> arms, DemoBudget budget) {
    Manifest manifest =
        Experiment.manifest(
            shell,
            scenario,
            SEED,
            arms,
            new Experiment.Size(budget.trials(), REPLICATIONS, budget.timeboxSeconds()));
    return RunDirectory.create(shell.folder().resolve("runs"), manifest, shell.clock().instant());
  }

  private void measure(Experiment experiment, DemoBudget budget, double seconds)
      throws InterruptedException {
    shell
        .console()
        .remark(
            String.format(
                "measuring for about %.0f s, arms interleaved in random order ...", seconds));
    Stopped.tellIf(
        shell,
        experiment.run(),
        "measure",
        () ->
            experiment.measure(budget.trials(), new Rig.Limits(budget.timeboxSeconds(), seconds)));
  }
}
