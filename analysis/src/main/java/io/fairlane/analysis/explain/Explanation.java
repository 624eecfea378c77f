package io.fairlane.analysis.explain;

import io.fairlane.analysis.explain.Oracle.Outcome;
import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Costs;
import io.fairlane.experiment.Json;
import io.fairlane.experiment.Progress;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which rules carry the speedup, and where it turns. */
public final class Explanation {
  /**
   * What is explained.
   *
   * @param rules name of the preset
   */
  public record Subject(
      Scenario scenario,
      Runtime runtime,
      Arm arm,
      String rules,
      Costs costs,
      long seed,
      int replications) {}

  private final Subject subject;
  private final RuleStudy.Result rules;
  private final FlipSearch.Result flips;

  private Explanation(Subject subject, RuleStudy.Result rules, FlipSearch.Result flips) {
    this.subject = subject;
    this.rules = rules;
    this.flips = flips;
  }

  /**
   * @throws Refusal (bad input) if the scenario has no end to begin with
   */
  public static Explanation of(
      Subject subject, Oracle oracle, List<Switch> switches, Progress progress)
      throws InterruptedException {
    RuleStudy.Result rules = rules(subject, oracle, switches, progress);
    FlipSearch.Result flips =
        new FlipSearch(
                oracle,
                subject.scenario(),
                subject.costs(),
                subject.arm().outsideRunQueues() ? 2 : 1,
                progress)
            .run();
    return new Explanation(subject, rules, flips);
  }

  /**
   * Which rules carry the speedup, without the search for flips, which takes most of the time.
   *
   * @throws Refusal (bad input) if the scenario has no end to begin with
   */
  public static RuleStudy.Result rules(
      Subject subject, Oracle oracle, List<Switch> switches, Progress progress)
      throws InterruptedException {
    Scenario scenario = subject.scenario();
    progress.at("as it is", 0, 1);
    Outcome base = oracle.run(scenario, Set.of(), 0, subject.replications());
    if (!base.ended()) {
      throw Refusal.badInput(scenario.name() + " does not end in the model: nothing to explain");
    }
    return new RuleStudy(oracle, scenario, subject.replications(), progress).run(base, switches);
  }

  /**
   * For a terminal of 80 columns.
   *
   * @param sweep true to show the points looked at around each flip
   */
  public String text(boolean sweep) {
    return RuleText.of(subject, rules) + "\n" + FlipText.of(subject, flips, sweep);
  }

  /** One bar for each rule that matters, for a plot. */
  public record Bar(String name, double speedup, double low, double high) {}

  /** The unchanged speedup first. */
  public List<Bar> bars() {
    return bars(rules);
  }

  /** The same of rules studied alone. */
  public static List<Bar> bars(RuleStudy.Result rules) {
    List<Bar> bars = new ArrayList<>();
    bars.add(
        new Bar(
            "all rules",
            rules.unchanged().ratio(),
            rules.unchanged().low(),
            rules.unchanged().high()));
    for (RuleEffect effect : rules.effects()) {
      if (effect.matters() && effect.speedup().present()) {
        bars.add(
            new Bar(
                (effect.rule().on() ? "- " : "+ ") + effect.rule().label(),
                effect.speedup().ratio(),
                effect.speedup().low(),
                effect.speedup().high()));
      }
    }
    return bars;
  }

  private record FlipJson(
      String key,
      long scenarioValue,
      long low,
      long high,
      String below,
      String above,
      String reason,
      List<Point> points) {}

  private record Document(
      Scenario scenario,
      Runtime runtime,
      Arm arm,
      String preset,
      long seed,
      String regime,
      RuleStudy.Result rules,
      List<FlipJson> flips) {}

  public String json() {
    List<FlipJson> found =
        flips.flips().stream()
            .map(
                flip ->
                    new FlipJson(
                        flip.key().path,
                        flip.here(),
                        flip.lower().value(),
                        flip.upper().value(),
                        flip.lower().regime().label(),
                        flip.upper().regime().label(),
                        Reason.of(flip, subject.scenario(), subject.costs()),
                        flip.points()))
            .toList();
    return Json.write(
                new Document(
                    subject.scenario(),
                    subject.runtime(),
                    subject.arm(),
                    subject.rules(),
                    subject.seed(),
                    flips.here().regime().label(),
                    rules,
                    found))
            // what has no end has no number
            .replaceAll(": \"NaN\"", ": null")
        + "\n";
  }
}
