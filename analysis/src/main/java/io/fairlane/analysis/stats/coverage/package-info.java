/**
 * Does each interval hold as often as it says? Experiments with a known truth, many times over, for
 * every routine of {@link io.fairlane.analysis.stats} that gives an interval or a p value, and
 * controls that must fail. Seeds are fixed; it imports nothing else of Fairlane.
 */
package io.fairlane.analysis.stats.coverage;
