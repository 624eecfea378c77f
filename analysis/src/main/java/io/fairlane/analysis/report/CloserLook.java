package io.fairlane.analysis.report;

import io.fairlane.analysis.compare.Comparison;
import io.fairlane.analysis.explain.RuleStudy;

/**
 * One lane looked at more closely than its trials tell. It is made by those who can ask the model
 * and the host; the page only shows it.
 *
 * @param title "go locked", on a grid with its cell
 * @param comparison of the scenario alone
 * @param rules which rules of the scheduler the speedup comes from; null if it was not asked
 * @param inModel an SVG of the model's schedule, fair and the lane; null if there is none
 * @param inReality an SVG of a traced real run; null if there is none
 */
public record CloserLook(
    String title, Comparison comparison, RuleStudy.Result rules, String inModel, String inReality) {

  boolean hasTimeline() {
    return inModel != null || inReality != null;
  }
}
