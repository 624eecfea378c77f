package io.fairlane.analysis.validate;

import io.fairlane.analysis.compare.Figures;
import io.fairlane.analysis.compare.Stratum;
import io.fairlane.analysis.stats.DistributionDistance;
import io.fairlane.analysis.stats.Interval;
import io.fairlane.analysis.stats.ModelError;
import io.fairlane.analysis.stats.PitFigures;
import io.fairlane.analysis.stats.SampleSummary;
import io.fairlane.experiment.Runtime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** {@link GridStatistics} in sentences, one each, for the terminal and the page. */
public final class GridWords {
  private static final int NAMED = 5;

  private GridWords() {}

  /** "closed form: laps and ...". */
  public static String of(Baselines.Baseline baseline, int lanes) {
    return baseline.name()
        + (baseline.present() && baseline.lanes() < lanes
            ? " (" + baseline.lanes() + " of " + lanes + " lanes)"
            : "")
        + ": "
        + baseline.detail();
  }

  /** "0.42", "absent". */
  public static String skill(Baselines.Baseline baseline) {
    if (!baseline.present()) {
      return "absent";
    }
    return Double.isNaN(baseline.skill()) ? Figures.NONE : format("%.2f", baseline.skill());
  }

  /** What luck and costs alone would do, and what the model is known to get wrong. */
  public static String errors(ErrorBudget budget) {
    String luck =
        format(
            "errors, %s: were the model right, luck and costs alone would put half of the cells off"
                + " by more than %s and a tenth by more than %s; ",
            budget.runtime().label(), percent(budget.median()), percent(budget.p90()));
    if (budget.model().isEmpty()) {
      return luck + "how much the model adds is asked of these very cells.";
    }
    return luck
        + "the intervals also hold what the model gets wrong of study cells (sd): "
        + budget.model().entrySet().stream()
            .map(its -> its.getKey().label() + " " + error(its.getValue()))
            .collect(Collectors.joining("; "))
        + ".";
  }

  private static String error(ModelError model) {
    return format(
        "%s [%.0f, %.0f], %d cells",
        percent(model.sd()),
        100 * Math.sqrt(model.variance().low()),
        100 * Math.sqrt(model.variance().high()),
        model.cells());
  }

  private static String percent(double share) {
    return format(share < 0.1 ? "%.1f %%" : "%.0f %%", 100 * share);
  }

  /**
   * How many arms of a runtime differ as distributions, how far they are apart, and what such a
   * test could see at all.
   */
  public static String distributions(Runtime runtime, GridStatistics statistics) {
    List<ArmDistance> arms = statistics.of(runtime);
    String title = "distributions, " + runtime.label() + ": ";
    if (arms.isEmpty()) {
      return title
          + "not compared, no arm has the "
          + DistributionDistance.MIN_MEASURED
          + " measured trials that a noise floor needs.";
    }
    List<ArmDistance> different =
        arms.stream()
            .filter(ArmDistance::differs)
            .sorted(
                Comparator.comparingDouble((ArmDistance d) -> d.distance().distance()).reversed())
            .toList();
    return title
        + format(
            "%d of %d arms differ after Holm%s; all are a factor %s apart in the median"
                + " (Wasserstein-1 of logs), halves of the measured ones %s (noise floor). %s",
            different.size(),
            arms.size(),
            names(different),
            factor(arms.stream().mapToDouble(d -> d.distance().distance()).toArray()),
            factor(arms.stream().mapToDouble(d -> d.distance().floor()).toArray()),
            power(arms))
        + resonant(arms);
  }

  /** The furthest apart of those that differ, and how far all of them are. */
  private static String names(List<ArmDistance> arms) {
    if (arms.isEmpty()) {
      return "";
    }
    String first =
        arms.stream().limit(NAMED).map(ArmDistance::name).collect(Collectors.joining(", "));
    return ", by a factor "
        + factor(arms.stream().mapToDouble(d -> d.distance().distance()).toArray())
        + " in the median ("
        + first
        + (arms.size() > NAMED ? " and others)" : ")");
  }

  /** Says so where the test is all but blind. */
  private static String power(List<ArmDistance> arms) {
    int fewest = arms.stream().mapToInt(ArmDistance::trials).min().orElseThrow();
    double smallest = arms.stream().mapToDouble(ArmDistance::smallest).max().orElseThrow();
    double adjusted = Math.min(1, smallest * arms.size());
    String ability =
        adjusted <= ArmDistance.ALPHA
            ? "an arm is seen to differ only if nearly all its trials lie at or beyond the ends of"
                + " their replications"
            : "no arm could be seen to differ";
    return format(
        "With %d trials an arm the smallest p there is is %s, after Holm %s: %s.",
        fewest, p(smallest), p(adjusted), ability);
  }

  private static String resonant(List<ArmDistance> arms) {
    List<ArmDistance> resonant =
        arms.stream().filter(d -> d.cell().stratum() == Stratum.RESONANT).toList();
    if (resonant.isEmpty()) {
      return "";
    }
    List<ArmDistance> different =
        resonant.stream().filter(ArmDistance::differsWithinStratum).toList();
    return format(
        " Of the resonant ones, judged by this and not by their ratios, with Holm over them alone:"
            + " %d of %d differ%s.",
        different.size(), resonant.size(), names(different));
  }

  /** Whether predictions are as wide as they say, by the PIT values of trials. */
  public static String pit(Pits pits) {
    PitFigures its = pits.figures();
    return format(
        "PIT, %s: of %d trials each among the %d replications of its block, mean %s (honest: %.2f),"
            + " variance %s (honest: %.3f): %s.",
        pits.runtime().label(),
        its.values(),
        pits.replications(),
        interval(its.mean(), "%.2f"),
        PitFigures.HONEST_MEAN,
        interval(its.variance(), "%.3f"),
        PitFigures.HONEST_VARIANCE,
        verdict(its));
  }

  /** In a few words: too narrow or too wide, too quick or too slow. */
  static String verdict(PitFigures its) {
    String width =
        its.tooNarrow()
            ? "predictions are too narrow"
            : its.tooWide() ? "predictions are too wide" : "no fault of width is shown";
    return its.biased()
        ? width
            + (its.mean().point() > PitFigures.HONEST_MEAN
                ? ", and too short a time is predicted"
                : ", and too long a time is predicted")
        : width;
  }

  private static String interval(Interval interval, String pattern) {
    return interval.hasEnds()
        ? format(
            pattern + " [" + pattern + ", " + pattern + "]",
            interval.point(),
            interval.low(),
            interval.high())
        : format(pattern, interval.point());
  }

  private static String factor(double[] logs) {
    return Figures.amount(Math.exp(SampleSummary.quantile(logs, 0.5)));
  }

  /** "0.00005", "0.34". */
  public static String p(double p) {
    int places = p >= 0.095 ? 2 : (int) Math.ceil(-Math.log10(p));
    return format("%." + Math.clamp(places, 2, 9) + "f", p);
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
