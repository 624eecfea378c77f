/**
 * The model against mathematics: queues on the event core against queueing theory, the scheduler
 * against the closed forms of the specification's section 10. What is compared with an expectation
 * is an interval, from replications; every tolerance beside it is an approximation with its size.
 */
package io.fairlane.sim.theory;
