/**
 * A sweep as data: which cells, in which order, and the files in which its results are kept. Knows
 * neither the model nor the engine that runs it.
 */
package io.fairlane.experiment.sweep;
