/**
 * Runs the items of a sweep: what one item is, the interface of an engine, and the engine of one
 * machine.
 */
package io.fairlane.sim.sweep;
