package io.fairlane.analysis.cli;

import io.fairlane.analysis.explain.Oracle;
import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Costs;
import io.fairlane.experiment.Progress;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.Trial;
import io.fairlane.sim.gpm.Rule;
import io.fairlane.sim.gpm.Rules;
import io.fairlane.sim.replication.Batch;
import io.fairlane.sim.replication.Model;
import io.fairlane.sim.replication.NoEndException;
import java.util.List;
import java.util.Set;

/** The model, as {@code explain} asks it. */
final class ModelOracle implements Oracle {
  /**
   * Simulated seconds after which an arm counts as starved: many times what any scenario of a few
   * seconds needs with its spawning, and still affordable.
   */
  private static final double LONGEST_SECONDS = 1_000;

  private final Pieces.Predictor predictor;
  private final Runtime runtime;
  private final Arm arm;
  private final Rules rules;
  private final Costs costs;
  private final long seed;
  private final int threads;

  ModelOracle(
      Pieces.Predictor predictor,
      Runtime runtime,
      Arm arm,
      Rules rules,
      Costs costs,
      long seed,
      int threads) {
    this.predictor = predictor;
    this.runtime = runtime;
    this.arm = arm;
    this.rules = rules;
    this.costs = costs;
    this.seed = seed;
    this.threads = threads;
  }

  @Override
  public Outcome run(Scenario scenario, Set<String> flipped, int from, int to)
      throws InterruptedException {
    Rules changed = rules;
    for (String label : flipped) {
      changed = changed.flipped(Rule.of(label));
    }
    Model model = Model.of(changed).within(LONGEST_SECONDS);
    return new Outcome(
        seconds(scenario, Arm.FAIR, model, from, to), seconds(scenario, arm, model, from, to));
  }

  private double[] seconds(Scenario scenario, Arm which, Model model, int from, int to)
      throws InterruptedException {
    try {
      return predictor
          .run(
              new Batch(scenario, runtime, List.of(which), costs, seed, from, to, model),
              threads,
              Progress.SILENT)
          .stream()
          .mapToDouble(Trial::seconds)
          .toArray();
    } catch (NoEndException starved) {
      return ENDLESS;
    }
  }
}
