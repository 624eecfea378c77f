/**
 * What a simulated schedule looked like: recorded in a window of the consumer's clock, then written
 * as a Chrome trace, as transition tables, or drawn; and its hash, to compare whole histories by.
 * Sees the model only through {@link io.fairlane.sim.gpm.Observer}; the model never imports it.
 */
package io.fairlane.sim.trace;
