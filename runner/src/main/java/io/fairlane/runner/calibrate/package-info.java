/**
 * What the primitives of each runtime cost on this host ({@link
 * io.fairlane.runner.calibrate.Calibrator}), measured by microbenchmarks and handed on as {@link
 * io.fairlane.experiment.Costs}.
 *
 * <p>Never runs a scenario and never imports the model: a cost that had seen the run it predicts
 * would prove nothing.
 */
package io.fairlane.runner.calibrate;
