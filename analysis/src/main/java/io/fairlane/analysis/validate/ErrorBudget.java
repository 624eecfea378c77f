package io.fairlane.analysis.validate;

import io.fairlane.analysis.compare.ArmComparison;
import io.fairlane.analysis.compare.Stratum;
import io.fairlane.analysis.compare.StudyErrors;
import io.fairlane.analysis.compare.StudyErrors.Quantity;
import io.fairlane.analysis.stats.ExpectedError;
import io.fairlane.analysis.stats.ModelError;
import io.fairlane.experiment.Runtime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What errors of the speedup are made of: luck and uncertain costs, which the prediction knows of,
 * and what the model gets wrong.
 *
 * @param lanes with both sides and a spread
 * @param median of |error| if the model were right
 * @param p90 its 90th percentile
 * @param model its own error by kind of cell, as study cells have shown it; empty if none have
 */
public record ErrorBudget(
    Runtime runtime, int lanes, double median, double p90, Map<Stratum, ModelError> model) {

  /** One for each runtime that has lanes. */
  static List<ErrorBudget> of(List<GridComparison.Row> rows, StudyErrors errors) {
    List<ErrorBudget> all = new ArrayList<>();
    for (Runtime runtime : Runtime.values()) {
      double[] spreads =
          rows.stream()
              .map(GridComparison.Row::lane)
              .filter(lane -> lane.runtime() == runtime && lane.complete())
              .map(ArmComparison::predicted)
              .filter(predicted -> !Double.isNaN(predicted.spread()))
              .mapToDouble(predicted -> predicted.spread())
              .toArray();
      if (spreads.length > 0) {
        all.add(
            new ErrorBudget(
                runtime,
                spreads.length,
                ExpectedError.quantile(spreads, 0.5),
                ExpectedError.quantile(spreads, 0.9),
                known(rows, runtime, errors)));
      }
    }
    return List.copyOf(all);
  }

  private static Map<Stratum, ModelError> known(
      List<GridComparison.Row> rows, Runtime runtime, StudyErrors errors) {
    Map<Stratum, ModelError> known = new EnumMap<>(Stratum.class);
    for (GridComparison.Row row : rows) {
      Stratum stratum = row.cell().stratum();
      ModelError error = errors.of(runtime, Quantity.SPEEDUP, stratum);
      if (row.lane().runtime() == runtime && error.isKnown()) {
        known.put(stratum, error);
      }
    }
    return known;
  }
}
