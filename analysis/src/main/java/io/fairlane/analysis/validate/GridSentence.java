package io.fairlane.analysis.validate;

import io.fairlane.analysis.compare.Agreement;
import io.fairlane.analysis.compare.ArmComparison;
import io.fairlane.analysis.compare.Figures;
import io.fairlane.analysis.compare.Lines;
import io.fairlane.analysis.compare.Summary;
import io.fairlane.analysis.stats.Concordance;
import io.fairlane.analysis.stats.Equivalence;
import io.fairlane.analysis.stats.GridAgreement;
import io.fairlane.analysis.stats.Interval;
import io.fairlane.analysis.stats.LimitsOfAgreement;
import io.fairlane.analysis.stats.RankAgreement;
import io.fairlane.analysis.stats.Share;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How well the cells of one runtime agree, in words: bias, limits, margin, ranks, coverage. */
public final class GridSentence {
  private static final int COLUMNS = 80;

  private GridSentence() {}

  /** Empty with too few cells to say. */
  public static String of(String runtime, List<ArmComparison> lanes) {
    List<ArmComparison> complete = lanes.stream().filter(ArmComparison::complete).toList();
    if (complete.size() < GridAgreement.MIN_CELLS) {
      return "";
    }
    double[] predicted = complete.stream().mapToDouble(l -> l.predicted().ratio()).toArray();
    double[] measured = complete.stream().mapToDouble(l -> l.measured().ratio()).toArray();
    double[] p = logs(predicted);
    double[] m = logs(measured);
    LimitsOfAgreement limits = LimitsOfAgreement.of(p, m);
    Interval concordance = Concordance.of(p, m);
    long decided = complete.stream().filter(l -> l.verdict() != Agreement.UNDECIDED).count();
    long agree = complete.stream().filter(l -> l.verdict() == Agreement.AGREES).count();
    StringBuilder text = new StringBuilder();
    text.append(
        format(
            "%s, %d cells: predicted / measured %s, 95 %% of cells between %.2f and %.2f;"
                + " equivalent within %.0f %%; concordance %s; Kendall's tau %.2f",
            runtime,
            complete.size(),
            factor(limits.bias()),
            Math.exp(limits.low().point()),
            Math.exp(limits.high().point()),
            100 * Equivalence.paired(predicted, measured).smallestMargin(),
            plain(concordance),
            RankAgreement.tau(predicted, measured)));
    if (decided > 0) {
      Share share = Share.of((int) agree, (int) decided);
      text.append(
          format(
              "; %d of %d measurements in the predicted interval [%.0f, %.0f] %%, whose ends are"
                  + " a factor %.2f apart in the median",
              agree,
              decided,
              100 * share.low(),
              100 * share.high(),
              Summary.of(complete).width95()));
    }
    return String.join("\n", Lines.wrap(text + ".", "  ", COLUMNS)) + "\n";
  }

  private static String factor(Interval log) {
    return format("%.2f ", Math.exp(log.point()))
        + Figures.interval(Math.exp(log.low()), Math.exp(log.high()));
  }

  private static String plain(Interval interval) {
    return interval.hasEnds()
        ? format("%.3f [%.3f, %.3f]", interval.point(), interval.low(), interval.high())
        : format("%.3f", interval.point());
  }

  private static double[] logs(double[] values) {
    return Arrays.stream(values).map(Math::log).toArray();
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
