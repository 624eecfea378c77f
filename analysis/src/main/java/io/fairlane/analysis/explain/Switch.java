package io.fairlane.analysis.explain;

/**
 * A rule of the scheduler that can be switched.
 *
 * @param meaning in a clause
 * @param on as things are; a rule that is off is a counterfactual
 */
public record Switch(String label, String meaning, boolean on) {}
