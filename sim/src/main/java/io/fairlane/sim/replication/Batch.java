package io.fairlane.sim.replication;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Costs;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Scenario;
import java.util.List;

/**
 * Replications to be run: what, how, and which numbers. A replication depends on its number and not
 * on its batch, so 0..20 and then 20..40 are the same as 0..40.
 *
 * @param seed of the run; replications with the same number meet the same random numbers and costs
 *     in every arm and under any rules
 * @param from first replication
 * @param to the one after the last
 * @param speed of the host's CPUs
 */
public record Batch(
    Scenario scenario,
    Runtime runtime,
    List<Arm> arms,
    Costs costs,
    long seed,
    int from,
    int to,
    Model model,
    HostSpeed speed) {

  /**
   * @throws Refusal (bad input) if the runtime's scheduler cannot be as the scenario wants it
   */
  public Batch {
    arms = List.copyOf(arms);
    runtime.require(scenario);
  }

  /** On a host as fast as when it was calibrated. */
  public Batch(
      Scenario scenario,
      Runtime runtime,
      List<Arm> arms,
      Costs costs,
      long seed,
      int from,
      int to,
      Model model) {
    this(scenario, runtime, arms, costs, seed, from, to, model, HostSpeed.AS_CALIBRATED);
  }

  /** A single replication. */
  public static Batch one(
      Scenario scenario, Runtime runtime, Arm arm, Costs costs, long seed, int rep, Model model) {
    return new Batch(scenario, runtime, List.of(arm), costs, seed, rep, rep + 1, model);
  }

  public Batch with(Model other) {
    return new Batch(scenario, runtime, arms, costs, seed, from, to, other, speed);
  }

  public Batch at(HostSpeed other) {
    return new Batch(scenario, runtime, arms, costs, seed, from, to, model, other);
  }

  /** The same work for other replications. */
  public Batch numbers(int first, int end) {
    return new Batch(scenario, runtime, arms, costs, seed, first, end, model, speed);
  }
}
