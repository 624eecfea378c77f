package io.fairlane.analysis.cli;

import io.fairlane.analysis.compare.Comparison;
import io.fairlane.analysis.explain.Explanation;
import io.fairlane.analysis.explain.RuleStudy;
import io.fairlane.analysis.explain.Switch;
import io.fairlane.analysis.report.CloserLook;
import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Costs;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.RunDirectory;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Scenario;
import io.fairlane.sim.gpm.Rule;
import io.fairlane.sim.gpm.Rules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Asks the model, and on request real Go, why one lane of a run is as fast as it is. From the run's
 * own costs and seed, so the same run gives the same page.
 */
final class CloserLooks {
  private final Shell shell;
  private final RunDirectory run;
  private final int replications;

  /**
   * @param replications simulated runs for each rule that is switched; 0 to switch none
   */
  CloserLooks(Shell shell, RunDirectory run, int replications) {
    this.shell = shell;
    this.run = run;
    this.replications = replications;
  }

  /**
   * The lane that is looked at.
   *
   * @param cell of a grid, "" if the run has but one
   * @param seed of its replications
   * @param comparison of its scenario alone
   */
  record Lane(String cell, Runtime runtime, Arm arm, long seed, Comparison comparison) {
    Scenario scenario() {
      return comparison.scenario();
    }

    List<Arm> arms() {
      return List.of(Arm.FAIR, arm);
    }

    /** Where a traced real run of it is kept. */
    String file() {
      return "timeline-go" + (cell.isEmpty() ? "" : "-" + cell) + "-" + arm.label() + ".svg";
    }
  }

  /** Null, and a remark, if the run holds no costs to simulate from. */
  CloserLook of(Lane lane) throws InterruptedException {
    Costs costs = run.costs().get(lane.runtime());
    String title =
        (lane.cell().isEmpty() ? "" : lane.cell() + " ")
            + lane.runtime().label()
            + " "
            + lane.arm().label();
    RuleStudy.Result rules = null;
    String inModel = null;
    if (costs == null) {
      shell
          .console()
          .remark(run.path() + " holds no costs: the page cannot show the model at work");
    } else {
      rules = replications == 0 ? null : rules(lane, costs);
      shell.console().progress().at("drawing the schedule", 0, 1);
      inModel = Tracing.drawn(lane.scenario(), lane.runtime(), lane.arms(), costs, lane.seed());
      shell.console().progress().clear();
    }
    return new CloserLook(title, lane.comparison(), rules, inModel, kept(lane));
  }

  private RuleStudy.Result rules(Lane lane, Costs costs) throws InterruptedException {
    Rules preset = RuleSets.named(null, lane.runtime());
    ModelOracle oracle =
        new ModelOracle(
            shell.pieces().predictor(),
            lane.runtime(),
            lane.arm(),
            preset,
            costs,
            lane.seed(),
            java.lang.Runtime.getRuntime().availableProcessors());
    try {
      return Explanation.rules(
          new Explanation.Subject(
              lane.scenario(),
              lane.runtime(),
              lane.arm(),
              preset.name(),
              costs,
              lane.seed(),
              replications),
          oracle,
          switches(lane.scenario(), preset),
          shell.console().progress());
    } catch (Refusal endless) {
      shell.console().remark(endless.getMessage());
      return null;
    }
  }

  static List<Switch> switches(Scenario scenario, Rules preset) {
    return Arrays.stream(Rule.values())
        .filter(rule -> rule != Rule.OUTSIDE_TO_LAST_P || isUsual(scenario))
        .map(rule -> new Switch(rule.label(), rule.meaning(), preset.has(rule)))
        .toList();
  }

  /** Else the scenario has turned that switch itself, and turning it changes nothing. */
  private static boolean isUsual(Scenario scenario) {
    return scenario.wakeFromOutside() == Scenario.WakeFromOutside.GLOBAL;
  }

  /** Traces a real run of the lane and keeps the drawing in the run directory. */
  void trace(Lane lane) throws InterruptedException {
    if (lane.runtime() != Runtime.GO) {
      throw Refusal.badInput(
          "--trace watches the Go runtime only, and "
              + lane.runtime().label()
              + " was looked at:"
              + " add --runtime go");
    }
    SameHost.require(run, shell.pieces().host().get(), shell.console()::remark);
    String svg =
        shell.alone(
            () ->
                new RealTimeline()
                    .draw(lane.scenario(), lane.arms(), lane.seed(), shell.console().progress()));
    shell.console().progress().clear();
    if (svg == null) {
      shell
          .console()
          .remark("nothing traced: the consumers finish before there is anything to see");
    } else {
      run.replace(lane.file(), svg);
    }
  }

  private String kept(Lane lane) {
    Path file = run.path().resolve(lane.file());
    try {
      return Files.exists(file) ? Files.readString(file) : null;
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }
}
