package io.fairlane.runner.pool;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Scenario;

/**
 * What the parent asks its fork to run; travels as JSON in the fork's only argument.
 *
 * @param safepointLog the file in which the fork's JVM notes its safepoints
 */
record PoolRequest(
    Scenario scenario, Arm arm, int rep, long seed, double timeboxSeconds, String safepointLog) {}
