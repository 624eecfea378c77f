package io.fairlane.experiment.sweep;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Scenario;
import java.util.List;

/**
 * One combination of values.
 *
 * @param number its place in the sweep, from 0
 * @param values of the keys of all axes, in the order of {@link Sweep#keys()}
 * @param arms {@code fair} first
 * @param identity the whole workload and the runtime in words; what its random numbers derive from
 */
public record Cell(
    int number,
    Runtime runtime,
    List<String> values,
    Scenario scenario,
    List<Arm> arms,
    String identity) {}
