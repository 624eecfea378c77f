/**
 * JMH benchmarks of the pool's primitives, run in forks by {@link
 * io.fairlane.runner.calibrate.PoolCalibration}. They step the pool's own classes on pinned
 * threads; none runs a scenario.
 */
package io.fairlane.runner.calibrate.bench;
