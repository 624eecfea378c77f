/**
 * How long things waited in the model, as histograms: messages in the channel, Gs in the run
 * queues. Knows times and counts only; imports nothing of Fairlane.
 */
package io.fairlane.sim.latency;
