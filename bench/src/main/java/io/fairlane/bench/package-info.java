/**
 * The event core beside other packages for discrete-event simulation, and the scheduler model's own
 * speed. One file per package, each written the way that is fastest for that package; what is
 * simulated, the numbers drawn for it and the sums that come out are the same for all.
 */
package io.fairlane.bench;
