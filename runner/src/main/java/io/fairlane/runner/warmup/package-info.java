/**
 * When a measured process has warmed up: change points of a series of times ({@link
 * io.fairlane.runner.warmup.ChangePoints}) and what they say ({@link
 * io.fairlane.runner.warmup.SteadyState}). Knows numbers only; imports nothing of Fairlane.
 */
package io.fairlane.runner.warmup;
