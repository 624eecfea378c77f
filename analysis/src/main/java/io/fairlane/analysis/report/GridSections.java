package io.fairlane.analysis.report;

import io.fairlane.analysis.compare.Figures;
import io.fairlane.analysis.validate.ArmDistance;
import io.fairlane.analysis.validate.Baselines;
import io.fairlane.analysis.validate.GridStatistics;
import io.fairlane.analysis.validate.GridWords;
import io.fairlane.analysis.validate.Pits;
import io.fairlane.experiment.Runtime;
import java.util.List;
import java.util.Locale;

/** What a grid's page says besides the speedups: skill, whole distributions, and their widths. */
final class GridSections {
  private final Markup page;
  private final GridStatistics statistics;

  GridSections(Markup page, GridStatistics statistics) {
    this.page = page;
    this.statistics = statistics;
  }

  /** Beside three ways to do without a model. */
  void skill() {
    if (statistics.baselines().isEmpty()) {
      return;
    }
    page.text("h2", "Is a model worth it?", "id", "skill");
    Table table =
        new Table(
            "Skill: 1 less RMSE over the baseline's", "<instead", "lanes", "skill", "<it says");
    for (Baselines its : statistics.baselines()) {
      for (Baselines.Baseline baseline : its.baselines()) {
        table
            .head(its.runtime().label() + ": " + baseline.name())
            .cell(baseline.present() ? Integer.toString(baseline.lanes()) : Figures.NONE)
            .cell(GridWords.skill(baseline))
            .prose(baseline.detail())
            .end();
      }
    }
    page.raw(table.done());
    page.text(
        "p",
        "On logs of speedups. 1: the model makes no error. 0 or less: the baseline is as good.",
        "class",
        "soft");
    statistics.budgets().forEach(budget -> page.text("p", capital(GridWords.errors(budget))));
  }

  /** Trial by trial. */
  void distributions() {
    if (statistics.pits().isEmpty()) {
      return;
    }
    page.text("h2", "Do the distributions hold?", "id", "distributions");
    for (Baselines its : statistics.baselines()) {
      page.text("p", capital(GridWords.distributions(its.runtime(), statistics)));
      distances(its.runtime());
    }
    for (Pits pits : statistics.pits()) {
      Page.figure(
          page,
          "",
          new PitPlot(pits.runtime().label(), pits.figures())::svg,
          "Each measured trial among the replications that were run for it, in tenths from the"
              + " quickest. Line and band: an even share, and what luck does to it if trials were"
              + " independent. Heaps at both ends: predictions too narrow.");
      page.text("p", GridWords.pit(pits));
    }
  }

  private void distances(Runtime runtime) {
    List<ArmDistance> arms = statistics.of(runtime);
    if (!arms.isEmpty()) {
      Page.figure(
          page,
          "square",
          new DistancePlot(runtime.label(), arms)::svg,
          "A dot is an arm of a cell: by how much its predicted times lie off the measured ones,"
              + " and halves of the measured ones off each other. Above the line the prediction is"
              + " further off than trials from trials. Full dots differ after Holm; where trials"
              + " are few and replications close together, a small distance may be no luck and a"
              + " large one may.");
    }
  }

  private static String capital(String sentence) {
    return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
  }
}
