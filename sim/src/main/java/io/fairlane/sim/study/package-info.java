/**
 * Retrodiction: what section 14 of the scheduler specification saw on real Go 1.19.8, cell by cell,
 * beside what the model says, fed with that machine's primitive costs only. A study to be read, not
 * a test: some cells disagree, and the README says why. Imports the model, never the hardware.
 */
package io.fairlane.sim.study;
