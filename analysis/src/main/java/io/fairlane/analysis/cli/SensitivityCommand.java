package io.fairlane.analysis.cli;

import io.fairlane.analysis.sensitivity.CostFactors;
import io.fairlane.analysis.sensitivity.Morris;
import io.fairlane.analysis.sensitivity.Sensitivity;
import io.fairlane.analysis.sensitivity.SensitivityText;
import io.fairlane.analysis.sensitivity.Sobol;
import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Cost;
import io.fairlane.experiment.Costs;
import io.fairlane.experiment.Progress;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.Trial;
import io.fairlane.sim.gpm.Rules;
import io.fairlane.sim.replication.Batch;
import io.fairlane.sim.replication.Model;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "sensitivity",
    mixinStandardHelpOptions = true,
    description = {
      "Which primitive cost a predicted speedup depends on: worth measuring better.",
      "Each cost moves within its own 95 % interval: elementary effects of all (Morris),",
      "then shares of the variance of the most important (Sobol')."
    })
final class SensitivityCommand implements Callable<Integer> {
  @Mixin private ScenarioOptions what;

  @Option(
      names = "--walks",
      paramLabel = "<n>",
      description = "Random walks through the costs. Default: ${DEFAULT-VALUE}.")
  private int walks = 10;

  @Option(
      names = "--shares",
      paramLabel = "<n>",
      description = "Shares of variance of so many costs; 0 = none. Default: ${DEFAULT-VALUE}.")
  private int shares = 4;

  @Option(
      names = "--points",
      paramLabel = "<n>",
      description = "Points for the shares, 32 or more. Default: ${DEFAULT-VALUE}.")
  private int points = 64;

  @Option(
      names = "--replications",
      paramLabel = "<n>",
      description = "Simulated runs per arm and point. Default: ${DEFAULT-VALUE}.")
  private int replications = 8;

  @Option(
      names = "--costs",
      paramLabel = "<costs.json>",
      description = "What the primitives cost; the last calibration of this host, unless given.")
  private Path costsFile;

  @Option(names = "--json", description = "One JSON document on standard output.")
  private boolean json;

  private final Shell shell;

  SensitivityCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws InterruptedException {
    Usage.atLeast("--walks", walks, 2);
    Usage.atLeast("--shares", shares, 0);
    Usage.atLeast("--points", points, Sobol.FEWEST);
    Usage.atLeast("--replications", replications, 1);
    Scenario scenario = what.scenario();
    Subject subject = Subject.of(what, scenario, "sensitivity");
    Costs costs =
        new CostsSource(shell)
            .forPrediction(costsFile, List.of(subject.runtime()))
            .get(subject.runtime());
    CostFactors all = CostFactors.of(costs);
    if (all.names().isEmpty()) {
      throw Refusal.badInput(
          "no cost has an interval: measure them with 'fairlane calibrate' and name the file");
    }
    Progress progress = shell.console().progress();
    List<Morris.Effect> effects =
        Morris.of(
            at -> logSpeedup(scenario, subject, all.at(at), what.seed + luck(at)),
            all.names().size() + 1,
            walks,
            what.seed,
            (done, of) -> progress.at("elementary effects", done, of));
    Sensitivity found =
        new Sensitivity(
            scenario.name(),
            subject.runtime().label(),
            subject.arm().label(),
            Math.exp(logSpeedup(scenario, subject, costs, what.seed)),
            replications,
            effects.getLast(),
            rows(all, effects));
    CostFactors some = all.only(found.first(shares));
    if (!some.names().isEmpty()) {
      found =
          found.with(
              Sobol.of(
                  at -> logSpeedup(scenario, subject, some.at(at), what.seed),
                  some.names().size(),
                  points,
                  what.seed,
                  (done, of) -> progress.at("shares of variance", done, of)));
    }
    shell.console().progress().clear();
    shell.console().result(json ? found.json() : SensitivityText.of(found));
    return 0;
  }

  private static List<Sensitivity.Row> rows(CostFactors factors, List<Morris.Effect> effects) {
    List<Sensitivity.Row> rows = new ArrayList<>();
    for (int i = 0; i < factors.names().size(); i++) {
      String name = factors.names().get(i);
      Cost cost = factors.costs().byName().get(name);
      rows.add(
          new Sensitivity.Row(name, cost.value(), cost.low(), cost.high(), effects.get(i), null));
    }
    return rows;
  }

  /** The factor after the costs: each of its levels has random numbers of its own. */
  private static long luck(double[] at) {
    return Math.round(3 * at[at.length - 1]);
  }

  /** With the same random numbers for any costs: what differs is what the costs do. */
  private double logSpeedup(Scenario scenario, Subject subject, Costs costs, long seed)
      throws InterruptedException {
    Rules rules = Rules.of(subject.runtime());
    Model of = Model.of(rules);
    Model fixed = new Model(rules, of.observers(), false, of.longestSeconds());
    double[] logs = new double[Arm.values().length];
    for (Trial trial :
        shell
            .pieces()
            .predictor()
            .run(
                new Batch(
                    scenario,
                    subject.runtime(),
                    List.of(Arm.FAIR, subject.arm()),
                    costs,
                    seed,
                    0,
                    replications,
                    fixed),
                java.lang.Runtime.getRuntime().availableProcessors(),
                Progress.SILENT)) {
      logs[trial.arm().ordinal()] += Math.log(trial.seconds()) / replications;
    }
    return logs[Arm.FAIR.ordinal()] - logs[subject.arm().ordinal()];
  }
}
