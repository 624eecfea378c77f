package io.fairlane.analysis.report;

import io.fairlane.analysis.compare.Agreement;
import io.fairlane.analysis.compare.ArmComparison;
import io.fairlane.analysis.compare.Figures;
import io.fairlane.analysis.compare.Regime;
import io.fairlane.analysis.compare.Summary;
import io.fairlane.analysis.stats.Share;
import java.util.List;
import java.util.Locale;

/** How good the predictions are, of one run or of a grid: error by regime, and coverage. */
final class Accuracy {
  private final Markup page;
  private final List<ArmComparison> lanes;

  Accuracy(Markup page, List<ArmComparison> lanes) {
    this.page = page;
    this.lanes = lanes.stream().filter(ArmComparison::complete).toList();
  }

  /** Nothing where nothing is both predicted and measured. */
  void write() {
    if (!lanes.isEmpty()) {
      byRegime();
      coverage();
    }
  }

  private void byRegime() {
    page.text("h2", "Error by regime", "id", "regimes");
    Table table = groups("Error of the speedup, by what was measured", "<regime");
    for (Regime regime : Regime.values()) {
      group(
          table,
          regime.label(),
          lanes.stream().filter(lane -> lane.measuredRegime() == regime).toList());
    }
    group(table, "all", lanes);
    page.raw(table.done());
    page.text(
        "p",
        "Gain, loss: the measured interval excludes 1. Neutral: it lies within "
            + Figures.percent(Regime.NEUTRAL_BAND - 1).substring(1)
            + " of 1. Undecided: it holds 1 and more, so the measurement cannot say which. Width:"
            + " how many times its lower end the interval's upper end is, in the median.",
        "class",
        "soft");
  }

  /** An empty table of groups of lanes, to be filled by {@link #group}. */
  static Table groups(String caption, String first) {
    return new Table(
        caption,
        first,
        "lanes",
        "median",
        "90th percentile",
        "in the interval",
        "its width",
        "right sign");
  }

  /** A row; none for no lanes. */
  static void group(Table table, String name, List<ArmComparison> lanes) {
    Summary summary = Summary.of(lanes);
    if (summary.cells() > 0) {
      table
          .head(name)
          .cell(Integer.toString(summary.cells()))
          .cell(share(summary.medianAbsError()))
          .cell(share(summary.p90AbsError()))
          .cell(share(summary.coverage95()))
          .cell(summary.width95() == null ? Figures.NONE : Figures.speedup(summary.width95()))
          .cell(share(summary.signAccuracy()))
          .end();
    }
  }

  private static String share(Double share) {
    return share == null
        ? Figures.NONE
        : String.format(Locale.ROOT, share < 0.0995 ? "%.1f %%" : "%.0f %%", 100 * share);
  }

  private void coverage() {
    List<ArmComparison> decided =
        lanes.stream().filter(lane -> lane.verdict() != Agreement.UNDECIDED).toList();
    page.text("h2", "Do the intervals hold?", "id", "coverage");
    if (decided.isEmpty()) {
      page.text("p", "Too few trials to say: an interval needs three of each arm.");
      return;
    }
    int inside = (int) decided.stream().filter(lane -> lane.verdict() == Agreement.AGREES).count();
    Share share = Share.of(inside, decided.size());
    page.text(
        "p",
        String.format(
            Locale.ROOT,
            "%d of %d measured speedups lie in the predicted 95 %% interval: %.0f %%, and with so"
                + " many lanes the true share is somewhere in %.0f to %.0f %%. The ends of an"
                + " interval are a factor of %s apart in the median; a wide one is easily hit.",
            inside,
            decided.size(),
            100 * share.point(),
            100 * share.low(),
            100 * share.high(),
            Figures.amount(Summary.of(decided).width95())));
    Page.figure(
        page,
        "",
        new CoveragePlot(decided)::svg,
        "Each dot is a measured speedup; -1 and 1 are the ends of its predicted interval, on a log"
            + " scale. If the intervals are honest, 19 of 20 dots lie in the band.");
  }
}
