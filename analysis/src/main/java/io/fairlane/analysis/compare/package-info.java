/**
 * Predicted beside measured: takes the trials of a run directory, gives speedups, prices, errors
 * and verdicts, as records, as JSON and as a table for the terminal. It imports {@code
 * io.fairlane.experiment} and {@code analysis.stats}, never the model, the runner or the command
 * line. What the model got wrong of the study cells is committed here ({@link
 * io.fairlane.analysis.compare.StudyErrors}), for the intervals of all others.
 */
package io.fairlane.analysis.compare;
