package io.fairlane.analysis.explain;

import io.fairlane.analysis.explain.Oracle.Outcome;
import io.fairlane.analysis.stats.LogRatio;
import io.fairlane.analysis.stats.RatioEstimate;
import io.fairlane.experiment.Progress;
import io.fairlane.experiment.Scenario;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Switches rules one at a time and in pairs, under common random numbers: each replication meets
 * the same costs and the same jitter whatever the rules, so differences of log speedups are paired.
 */
public final class RuleStudy {
  /** Pairs grow with the square: only so many of the largest effects are paired. */
  static final int PAIRED = 5;

  /** Replications after which a rule without any trace is left alone. */
  private static final int SCREEN = 10;

  private final Oracle oracle;
  private final Scenario scenario;
  private final int replications;
  private final Progress progress;
  private final Map<String, double[]> singles = new HashMap<>();

  public RuleStudy(Oracle oracle, Scenario scenario, int replications, Progress progress) {
    this.oracle = oracle;
    this.scenario = scenario;
    this.replications = replications;
    this.progress = progress;
  }

  /**
   * What was found.
   *
   * @param unchanged the speedup with the rules as they are
   * @param effects one for each switch, largest first
   * @param interactions that are more than noise, largest first
   */
  public record Result(
      RatioEstimate unchanged,
      double fairSeconds,
      double armSeconds,
      int replications,
      List<RuleEffect> effects,
      List<Interaction> interactions) {}

  public Result run(Outcome base, List<Switch> switches) throws InterruptedException {
    double[] unchanged = base.speedups();
    RatioEstimate speedup = LogRatio.paired(base.fair(), base.arm());
    List<RuleEffect> effects = new ArrayList<>();
    for (Switch rule : switches) {
      progress.at("rules: " + rule.label(), effects.size(), switches.size());
      effects.add(effect(rule, outcome(rule, unchanged), unchanged, speedup));
    }
    effects.sort(Comparator.comparingDouble(RuleEffect::size).reversed());
    return new Result(
        speedup,
        StatUtils.geometricMean(base.fair()),
        StatUtils.geometricMean(base.arm()),
        replications,
        List.copyOf(effects),
        interactions(effects, unchanged));
  }

  /** A rule that changes nothing at all in the first replications is not looked at further. */
  private Outcome outcome(Switch rule, double[] unchanged) throws InterruptedException {
    Set<String> flipped = Set.of(rule.label());
    int some = Math.min(SCREEN, replications);
    Outcome first = oracle.run(scenario, flipped, 0, some);
    if (!first.ended() || some == replications) {
      return first;
    }
    if (Arrays.equals(first.speedups(), Arrays.copyOf(unchanged, some))) {
      return first;
    }
    return first.and(oracle.run(scenario, flipped, some, replications));
  }

  private RuleEffect effect(
      Switch rule, Outcome outcome, double[] unchanged, RatioEstimate before) {
    double fair = mean(outcome.fair());
    double arm = mean(outcome.arm());
    if (!outcome.ended()) {
      return new RuleEffect(
          rule, RatioEstimate.absent(), RatioEstimate.absent(), Double.NaN, fair, arm);
    }
    double[] speedups = outcome.speedups();
    singles.put(rule.label(), speedups);
    RatioEstimate change = LogRatio.paired(speedups, Arrays.copyOf(unchanged, speedups.length));
    return new RuleEffect(
        rule,
        LogRatio.paired(outcome.fair(), outcome.arm()),
        change,
        -Math.log(change.ratio()) / Math.log(before.ratio()),
        fair,
        arm);
  }

  private static double mean(double[] seconds) {
    return seconds.length == 0 ? Double.NaN : StatUtils.geometricMean(seconds);
  }

  private List<Interaction> interactions(List<RuleEffect> effects, double[] unchanged)
      throws InterruptedException {
    List<String> rules =
        effects.stream()
            .filter(e -> e.rule().on() && e.matters() && e.speedup().present())
            .map(e -> e.rule().label())
            .limit(PAIRED)
            .toList();
    List<Interaction> found = new ArrayList<>();
    int pairs = rules.size() * (rules.size() - 1) / 2;
    int done = 0;
    for (int i = 0; i < rules.size(); i++) {
      for (int j = i + 1; j < rules.size(); j++) {
        progress.at("pairs of rules", done++, pairs);
        Outcome both = oracle.run(scenario, Set.of(rules.get(i), rules.get(j)), 0, replications);
        if (both.ended()) {
          RatioEstimate excess =
              LogRatio.paired(
                  product(both.speedups(), unchanged),
                  product(singles.get(rules.get(i)), singles.get(rules.get(j))));
          if (excess.excludesOne()) {
            found.add(
                new Interaction(
                    rules.get(i), rules.get(j), LogRatio.paired(both.fair(), both.arm()), excess));
          }
        }
      }
    }
    found.sort(
        Comparator.comparingDouble((Interaction i) -> Math.abs(Math.log(i.excess().ratio())))
            .reversed());
    return List.copyOf(found);
  }

  private static double[] product(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).toArray();
  }
}
