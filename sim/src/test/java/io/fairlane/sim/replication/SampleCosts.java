package io.fairlane.sim.replication;

import io.fairlane.experiment.Cost;
import io.fairlane.experiment.Costs;
import io.fairlane.experiment.Runtime;

/** Costs of the order that the specification reports (sections 6 and 9), for tests only. */
public final class SampleCosts {
  private SampleCosts() {}

  public static Costs go() {
    return new Costs(
        Runtime.GO,
        "sample",
        2,
        cost(0.27),
        cost(300),
        cost(14.2),
        cost(12.3),
        cost(100),
        cost(100),
        cost(0.5),
        cost(0.5),
        cost(0),
        cost(40),
        cost(80),
        cost(0),
        cost(400),
        cost(5_000),
        cost(4_500),
        cost(15_000),
        cost(40_000),
        cost(500),
        cost(55_000),
        cost(10_100_000),
        cost(60_000),
        cost(330),
        cost(5_000),
        cost(60),
        cost(0.05),
        cost(0.05),
        cost(1));
  }

  private static Cost cost(double value) {
    return Cost.cited(value, "gpm-scheduler-spec");
  }
}
