/**
 * The rig: which trials are run and in which order ({@link io.fairlane.runner.rig.TrialPlan}), who
 * carries them out and keeps each one ({@link io.fairlane.runner.rig.Rig}), one at a time on a host
 * ({@link io.fairlane.runner.rig.HostLock}), and the seam ({@link
 * io.fairlane.runner.rig.TrialRunner}) behind which the runtimes stand. Knows no scheduler and no
 * model.
 */
package io.fairlane.runner.rig;
