/**
 * The event core: a calendar of what happens next and the random draws that costs are jittered by.
 * Knows nothing of schedulers; imports nothing else of Fairlane.
 */
package io.fairlane.sim.engine;
