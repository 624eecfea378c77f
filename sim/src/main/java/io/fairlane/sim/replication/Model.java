package io.fairlane.sim.replication;

import io.fairlane.experiment.Runtime;
import io.fairlane.sim.gpm.Observer;
import io.fairlane.sim.gpm.Rules;
import java.util.function.Supplier;

/**
 * How a replication is simulated, whatever the scenario.
 *
 * @param rules of the scheduler
 * @param observers one for each replication, since those may run on several threads
 * @param drawsCosts true if each replication draws its costs from their intervals; false if all use
 *     the estimates
 * @param longestSeconds of simulated time, from the start of the process; a replication that needs
 *     more fails with {@link NoEndException}
 */
public record Model(
    Rules rules, Supplier<Observer> observers, boolean drawsCosts, double longestSeconds) {
  /** A prediction that needs more simulated time than this is boxed: about a week. */
  private static final double A_WEEK = 600_000;

  public static Model of(Rules rules) {
    return new Model(rules, () -> Observer.NONE, true, A_WEEK);
  }

  /** The newest rules of that runtime. */
  public static Model of(Runtime runtime) {
    return of(Rules.of(runtime));
  }

  public Model observedBy(Supplier<Observer> those) {
    return new Model(rules, those, drawsCosts, longestSeconds);
  }

  public Model within(double seconds) {
    return new Model(rules, observers, drawsCosts, seconds);
  }
}
