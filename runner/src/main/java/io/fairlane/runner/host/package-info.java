/**
 * What this machine is and does to a run: CPUs and pinning, the fingerprint that goes into every
 * record, steal and run-queue wait around a trial. Reads {@code /proc} and {@code /sys} without
 * root; what a host does not tell is "absent", never 0.
 *
 * <p>Knows no scheduler and never imports the model.
 */
package io.fairlane.runner.host;
