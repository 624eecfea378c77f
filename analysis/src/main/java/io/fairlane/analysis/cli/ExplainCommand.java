package io.fairlane.analysis.cli;

import io.fairlane.analysis.explain.Explanation;
import io.fairlane.analysis.explain.Oracle;
import io.fairlane.analysis.report.SpeedupPlot;
import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Costs;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Scenario;
import io.fairlane.sim.gpm.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = "Why: which rules of the scheduler carry the speedup, and where does it flip?")
final class ExplainCommand implements Callable<Integer> {
  @Mixin private ScenarioOptions what;

  @Option(
      names = "--replications",
      paramLabel = "<n>",
      description = "Simulated runs per arm and rule. Default: ${DEFAULT-VALUE}.")
  private int replications = 40;

  @Option(
      names = "--costs",
      paramLabel = "<costs.json>",
      description = "What the primitives cost; the last calibration of this host, unless given.")
  private Path costsFile;

  @Option(
      names = "--rules",
      paramLabel = "<preset>",
      description = "The scheduler's rules, for example go1.19; the newest unless given.")
  private String rules;

  @Option(
      names = "--plot",
      paramLabel = "<file.svg>",
      description = "Draw the speedup with each rule switched, with intervals.")
  private Path plot;

  @Option(
      names = "--sweep",
      description = "Show the points looked at around each flip, not only the flip.")
  private boolean sweep;

  @Option(names = "--json", description = "One JSON document on standard output.")
  private boolean json;

  private final Shell shell;

  ExplainCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws InterruptedException {
    Scenario scenario = what.scenario();
    Usage.atLeast("--replications", replications, 3);
    Subject subject = Subject.of(what, scenario, "explain");
    Runtime runtime = subject.runtime();
    Arm arm = subject.arm();
    runtime.require(scenario);
    Rules preset = RuleSets.named(rules, runtime);
    if (plot != null && !plot.toString().endsWith(".svg")) {
      throw Refusal.badInput("--plot " + plot + ": the name of an SVG file, ending in .svg");
    }
    Costs costs = new CostsSource(shell).forPrediction(costsFile, List.of(runtime)).get(runtime);
    Oracle oracle =
        new ModelOracle(
            shell.pieces().predictor(),
            runtime,
            arm,
            preset,
            costs,
            what.seed,
            java.lang.Runtime.getRuntime().availableProcessors());
    Explanation explanation =
        Explanation.of(
            new Explanation.Subject(
                scenario, runtime, arm, preset.name(), costs, what.seed, replications),
            oracle,
            CloserLooks.switches(scenario, preset),
            shell.console().progress());
    if (plot != null) {
      draw(explanation, scenario.name() + ", " + runtime.label() + " " + arm.label());
    }
    shell.console().result(json ? explanation.json() : explanation.text(sweep));
    return 0;
  }

  private void draw(Explanation explanation, String subject) {
    String svg =
        SpeedupPlot.svg(
            "Speedup with one rule switched: " + subject,
            explanation.bars().stream()
                .map(b -> new SpeedupPlot.Row(b.name(), b.speedup(), b.low(), b.high()))
                .toList());
    try {
      Files.writeString(plot, svg);
    } catch (IOException e) {
      throw Refusal.badInput("--plot " + plot + ": cannot be written (" + e.getMessage() + ")");
    }
    shell.console().remark("plot: " + plot);
  }
}
