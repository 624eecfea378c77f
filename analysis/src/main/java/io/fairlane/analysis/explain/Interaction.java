package io.fairlane.analysis.explain;

import io.fairlane.analysis.stats.RatioEstimate;

/**
 * Two rules that do together what they do not do one by one.
 *
 * @param speedup with both switched
 * @param excess that speedup over the product of the two single changes; 1 = independent
 */
public record Interaction(
    String first, String second, RatioEstimate speedup, RatioEstimate excess) {}
