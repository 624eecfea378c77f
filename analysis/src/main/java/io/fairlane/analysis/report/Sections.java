package io.fairlane.analysis.report;

import io.fairlane.analysis.compare.ArmComparison;
import io.fairlane.analysis.compare.Comparison;
import io.fairlane.analysis.compare.Figures;
import io.fairlane.analysis.compare.Regime;
import io.fairlane.analysis.stats.PredictedRatio;
import io.fairlane.analysis.stats.RatioEstimate;
import io.fairlane.experiment.Costs;
import io.fairlane.experiment.Manifest;
import io.fairlane.experiment.Runtime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;

/**
 * What stands between the headline and the foot, in the order of a reader's questions: how much,
 * was it known, what ran, who paid, why, from which costs, on what host, how again.
 */
final class Sections {
  private final Markup page;
  private final Comparison comparison;
  private final Manifest manifest;
  private final Map<Runtime, Costs> costs;
  private final CloserLook look;

  Sections(
      Markup page,
      Comparison comparison,
      Manifest manifest,
      Map<Runtime, Costs> costs,
      CloserLook look) {
    this.look = look;
    this.page = page;
    this.comparison = comparison;
    this.manifest = manifest;
    this.costs = costs;
  }

  void write() {
    effect();
    agreement();
    seconds(page, comparison);
    new Accuracy(page, comparison.rows()).write();
    price();
    counts(page, comparison);
    if (look != null) {
      new CloserSections(page, look).write();
    }
    costs();
    Origin.write(page, manifest);
  }

  private void effect() {
    section("effect", "How much faster");
    if (comparison.rows().isEmpty()) {
      page.text("p", "Only the fair arm has run; there is nothing to compare it with.");
      return;
    }
    IntervalPlot plot =
        new IntervalPlot(
            "speedup",
            "Speedup of each arm against fair",
            "slower",
            "faster than fair",
            comparison.rows().stream()
                .map(
                    row ->
                        new IntervalPlot.Row(
                            Tables.name(row), bar(row.measured()), bar(row.predicted())))
                .toList());
    figure(
        "",
        plot::svg,
        "Speedup against the fair arm, log scale, with 95 % intervals. Filled: measured. Hollow:"
            + " predicted from costs of primitives alone; its bar is where a measurement of as many"
            + " trials should fall."
            + plot.cut());
    page.raw(Tables.speedups(comparison));
    if (comparison.beforehand() != null) {
      page.text(
          "p",
          "Predicted at the speed that the host's CPUs had in each trial, by a loop timed beside"
              + " it; the rest of the costs as calibrated. Beforehand: what was predicted before"
              + " anything was measured, at the speed that the calibration had met.");
    }
    Map<String, List<String>> notes = new LinkedHashMap<>();
    for (ArmComparison row : comparison.rows()) {
      for (String note : row.notes()) {
        notes.computeIfAbsent(note, fresh -> new ArrayList<>()).add(Tables.name(row));
      }
    }
    if (!notes.isEmpty()) {
      page.open("ul", "class", "notes");
      notes.forEach((note, names) -> page.text("li", String.join(", ", names) + ": " + note));
      page.close("ul");
    }
    page.text(
        "p",
        "Ratios are exp of the mean difference of logs, the same on both sides. The interval of an"
            + " error says how well these trials can know it. Effect: neutral if the whole interval"
            + " of the measurement lies within "
            + Figures.percent(Regime.NEUTRAL_BAND - 1).substring(1)
            + " of 1, undecided if it holds 1 and more."
            + robust(),
        "class",
        "soft");
  }

  /** The second opinion, which one wild trial cannot move. */
  private String robust() {
    String estimates =
        comparison.rows().stream()
            .filter(row -> row.robust().hasInterval())
            .map(
                row ->
                    Tables.name(row)
                        + " "
                        + Figures.speedup(
                            row.robust().ratio(), row.robust().low(), row.robust().high()))
            .collect(Collectors.joining(", "));
    return estimates.isEmpty() ? "" : " By the robust Hodges-Lehmann estimator: " + estimates + ".";
  }

  private void agreement() {
    List<ArmComparison> complete =
        comparison.rows().stream().filter(ArmComparison::complete).toList();
    if (complete.isEmpty()) {
      return;
    }
    section("agreement", "Was it predicted?");
    AgreementPlot plot = new AgreementPlot(complete);
    figure(
        "square",
        plot::svg,
        "On the line the prediction is right; inside the band it is within 10 %. Horizontal"
            + " whiskers: 95 % interval of the measurement. Vertical: where such a measurement"
            + " should fall. The line crossing a point's vertical whisker means agreement."
            + plot.cut());
  }

  /** How long each run took: the distributions of the arms. */
  static void seconds(Markup page, Comparison comparison) {
    section(page, "seconds", "Every run");
    for (Runtime runtime : comparison.runtimes()) {
      page.text("h3", runtime.label());
      Page.figure(
          page,
          "",
          new SecondsPlot(comparison, runtime)::svg,
          "Seconds for all messages, log scale. Above each line: simulated runs; below: measured"
              + " runs; the strokes are medians.");
    }
    page.raw(Tables.seconds(comparison));
  }

  private void price() {
    section("price", "What the others paid");
    List<IntervalPlot.Row> rows =
        comparison.rows().stream()
            .filter(row -> row.measuredPrice().present() || row.predictedPrice().present())
            .map(
                row ->
                    new IntervalPlot.Row(
                        Tables.name(row), bar(row.measuredPrice()), bar(row.predictedPrice())))
            .toList();
    if (rows.isEmpty()) {
      page.text("p", "Nobody could count the turns of the background here.");
      return;
    }
    IntervalPlot plot =
        new IntervalPlot(
            "price", "Background turns per second against fair", "fewer", "more turns", rows);
    figure(
        "",
        plot::svg,
        "Background turns per second while the consumer's clock ran, against the fair arm, at equal"
            + " total CPUs. 0.5x: half the speed was lost. Bars as above."
            + plot.cut());
    page.raw(Tables.price(comparison));
  }

  static void counts(Markup page, Comparison comparison) {
    section(page, "counts", "Why: what was counted");
    page.text(
        "p",
        "A preempted consumer goes to the tail of the global queue and waits for one lap of the"
            + " background; fair time is close to a number of such laps. A locked consumer is not"
            + " preempted but pays a thread hand-off for each of its turns.");
    page.raw(Tables.counts(comparison));
  }

  private void costs() {
    section("costs", "What the model was fed");
    if (costs.isEmpty()) {
      page.text("p", "No costs were recorded with this run.");
    } else if (!manifest.plan().calibratesOnce()) {
      page.text(
          "p",
          "The first block's. Each block was predicted from costs measured just before it, which"
              + " are in the run directory: costs-1.json is the second block's, and so on.");
    }
    costs.values().forEach(fed -> page.raw(Tables.costs(fed)));
  }

  private void section(String id, String title) {
    section(page, id, title);
  }

  private static void section(Markup page, String id, String title) {
    page.text("h2", title, "id", id).raw("\n");
  }

  private void figure(String style, DoubleFunction<String> svg, String caption) {
    Page.figure(page, style, svg, caption);
  }

  static IntervalPlot.Bar bar(RatioEstimate estimate) {
    return new IntervalPlot.Bar(estimate.ratio(), estimate.low(), estimate.high());
  }

  static IntervalPlot.Bar bar(PredictedRatio predicted) {
    return new IntervalPlot.Bar(predicted.ratio(), predicted.low(), predicted.high());
  }
}
