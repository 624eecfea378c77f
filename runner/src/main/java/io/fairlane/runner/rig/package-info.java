/**
 * The rig: which trials are run, in which order, and the seam ({@link
 * io.fairlane.runner.rig.TrialRunner}) behind which the runtimes stand. Knows no scheduler and no
 * model.
 */
package io.fairlane.runner.rig;
