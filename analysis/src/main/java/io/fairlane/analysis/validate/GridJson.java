package io.fairlane.analysis.validate;

import io.fairlane.analysis.compare.ComparisonJson;
import io.fairlane.analysis.compare.Stratum;
import io.fairlane.analysis.compare.Summary;
import io.fairlane.experiment.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The document of {@code validate --json}: that of {@code compare}, and a summary by stratum.
 *
 * @param beforehand summary of the predictions made before the host's speed in each trial was
 *     known; null if the others are those
 * @param statistics skill, distributions and PIT
 */
public record GridJson(
    String grid,
    String sha256,
    List<ComparisonJson.Cell> cells,
    Summary summary,
    Summary beforehand,
    Map<String, Summary> strata,
    StatisticsJson statistics) {

  public static String of(GridComparison comparison) {
    Map<String, Summary> strata = new LinkedHashMap<>();
    for (Stratum stratum : Stratum.values()) {
      var lanes =
          comparison.rows().stream()
              .filter(row -> row.cell().stratum() == stratum)
              .map(GridComparison.Row::lane)
              .toList();
      if (!lanes.isEmpty()) {
        strata.put(stratum.label(), Summary.of(lanes));
      }
    }
    return Json.write(
            new GridJson(
                comparison.grid().name(),
                comparison.grid().sha256(),
                comparison.lanes().stream().map(ComparisonJson::cell).toList(),
                Summary.of(comparison.lanes()),
                comparison.beforehand() == null
                    ? null
                    : Summary.of(comparison.beforehand().lanes()),
                strata,
                StatisticsJson.of(comparison.statistics())))
        + "\n";
  }
}
