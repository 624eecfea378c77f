/**
 * Many simulated runs of one scenario: the predicted trials. Replications are independent of each
 * other and of the number of threads; imports the model, never the hardware.
 */
package io.fairlane.sim.replication;
