package io.fairlane.analysis.validate;

import io.fairlane.analysis.compare.StudyErrors;
import io.fairlane.experiment.Costs;
import io.fairlane.experiment.Progress;
import io.fairlane.experiment.Runtime;
import java.util.List;
import java.util.Map;

/**
 * What single trials and simpler predictions say of a grid, besides its speedups.
 *
 * @param baselines by runtime
 * @param budgets by runtime
 * @param distances of each arm that has enough trials
 * @param pits by runtime
 */
public record GridStatistics(
    List<Baselines> baselines,
    List<ErrorBudget> budgets,
    List<ArmDistance> distances,
    List<Pits> pits) {

  /**
   * @param rows speedups
   * @param errors what the model got wrong of other cells, in predictions like the rows'
   * @param samples trial by trial
   * @param costs of the run; may lack a runtime
   * @param seed for what is drawn at random
   * @param progress told of the tests, which take seconds
   */
  static GridStatistics of(
      List<GridComparison.Row> rows,
      StudyErrors errors,
      List<ArmSample> samples,
      Map<Runtime, Costs> costs,
      long seed,
      Progress progress) {
    return new GridStatistics(
        Baselines.of(rows, costs),
        ErrorBudget.of(rows, errors),
        ArmDistance.of(samples, seed, progress),
        Pits.of(samples, seed));
  }

  /** Distances of one runtime's arms. */
  public List<ArmDistance> of(Runtime runtime) {
    return distances.stream().filter(d -> d.cell().runtime() == runtime).toList();
  }
}
