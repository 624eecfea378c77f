package io.fairlane.analysis.validate;

import io.fairlane.analysis.compare.ArmComparison;
import io.fairlane.analysis.compare.Figures;
import io.fairlane.analysis.stats.Skill;
import io.fairlane.experiment.Costs;
import io.fairlane.experiment.Runtime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.math3.stat.StatUtils;

/**
 * What the model is worth beside three ways to do without it: to say that nothing changes, to say
 * of every cell what the study's cells had in the mean, and to work out a formula.
 *
 * @param lanes of this runtime that have both sides
 */
public record Baselines(Runtime runtime, int lanes, List<Baseline> baselines) {

  /**
   * One of the three.
   *
   * @param skill 1 - RMSE(model) / RMSE(baseline) on logs; 1 = perfect, at most 0 = worthless; NaN
   *     if absent, or if the baseline makes no error
   * @param lanes those that the baseline has a word for; model and baseline are judged by the same
   * @param detail what it says, or why it is absent
   */
  public record Baseline(String name, double skill, int lanes, String detail) {
    public boolean present() {
      return !Double.isNaN(skill);
    }
  }

  /**
   * One for each runtime that has a lane with both sides.
   *
   * @param costs those of the run; none: no formula
   */
  static List<Baselines> of(List<GridComparison.Row> rows, Map<Runtime, Costs> costs) {
    List<Baselines> all = new ArrayList<>();
    for (Runtime runtime : Runtime.values()) {
      List<GridComparison.Row> its =
          rows.stream()
              .filter(row -> row.lane().runtime() == runtime && row.lane().complete())
              .toList();
      if (!its.isEmpty()) {
        all.add(
            new Baselines(
                runtime,
                its.size(),
                List.of(
                    noEffect(its), studyMean(its, runtime), closedForm(its, costs.get(runtime)))));
      }
    }
    return List.copyOf(all);
  }

  private static Baseline noEffect(List<GridComparison.Row> rows) {
    return constant("no effect", 1, rows, "1x in every cell");
  }

  private static Baseline studyMean(List<GridComparison.Row> rows, Runtime runtime) {
    String name = "mean of the study cells";
    Set<String> judged = rows.stream().map(row -> row.cell().name()).collect(Collectors.toSet());
    StudySpeedups study = StudySpeedups.of(runtime).without(judged);
    double[] speedups = study.speedups();
    if (speedups.length == 0) {
      return new Baseline(name, Double.NaN, 0, "these are the study cells");
    }
    double mean = StatUtils.geometricMean(speedups);
    return constant(
        name,
        mean,
        rows,
        Figures.speedup(mean) + ", from " + speedups.length + " cells of " + study.days());
  }

  private static Baseline closedForm(List<GridComparison.Row> rows, Costs costs) {
    String name = "closed form";
    if (costs == null) {
      return new Baseline(name, Double.NaN, 0, "the run holds no costs");
    }
    List<GridComparison.Row> covered =
        rows.stream()
            .filter(row -> ClosedForm.covers(row.cell().scenario(), row.lane().arm()))
            .toList();
    if (covered.isEmpty()) {
      return new Baseline(name, Double.NaN, 0, "it has no word for these arms");
    }
    double[] formula =
        covered.stream()
            .mapToDouble(row -> new ClosedForm(row.cell().scenario(), costs).speedup())
            .toArray();
    return against(
        name, formula, covered, "laps and hand-offs in the mean (specification, R1 and R2)");
  }

  private static Baseline constant(
      String name, double speedup, List<GridComparison.Row> rows, String detail) {
    double[] everywhere = new double[rows.size()];
    Arrays.fill(everywhere, speedup);
    return against(name, everywhere, rows, detail);
  }

  private static Baseline against(
      String name, double[] baseline, List<GridComparison.Row> rows, String detail) {
    List<ArmComparison> lanes = rows.stream().map(GridComparison.Row::lane).toList();
    return new Baseline(
        name,
        Skill.against(
            baseline,
            lanes.stream().mapToDouble(lane -> lane.predicted().ratio()).toArray(),
            lanes.stream().mapToDouble(lane -> lane.measured().ratio()).toArray()),
        lanes.size(),
        detail);
  }
}
