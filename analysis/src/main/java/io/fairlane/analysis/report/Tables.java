package io.fairlane.analysis.report;

import io.fairlane.analysis.compare.ArmComparison;
import io.fairlane.analysis.compare.ArmSide;
import io.fairlane.analysis.compare.Comparison;
import io.fairlane.analysis.compare.Figures;
import io.fairlane.analysis.stats.SampleSummary;
import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Cost;
import io.fairlane.experiment.Costs;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Trial;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The report's tables. Each scrolls in a box of its own, reachable by keyboard. */
final class Tables {
  private record Counted(String name, Function<ArmSide.Counts, Double> mean) {}

  private static final List<Counted> COUNTED =
      List.of(
          new Counted("consumer preempted", ArmSide.Counts::preemptionsConsumer),
          new Counted("producers preempted", ArmSide.Counts::preemptionsProducer),
          new Counted("hand\u2011offs", ArmSide.Counts::handoffs),
          new Counted("steals", ArmSide.Counts::steals));

  private Tables() {}

  static String speedups(Comparison comparison) {
    Table table =
        new Table(
            "Speedup: time of fair / time of the arm [95 % interval].",
            "<arm", "measured", "n", "predicted", "error", "<effect", "<verdict");
    for (ArmComparison row : comparison.rows()) {
      table
          .head(name(row))
          .ratio(row.measured().ratio(), row.measured().low(), row.measured().high())
          .cell(row.measured().present() ? Integer.toString(row.measured().n()) : Figures.NONE)
          .ratio(row.predicted().ratio(), row.predicted().low(), row.predicted().high())
          .cell(Figures.percent(row.error()), errorInterval(row))
          .left(row.measuredRegime().label())
          .left(row.verdict().label())
          .end();
      comparison
          .beforehand(row)
          .ifPresent(
              before ->
                  table
                      .head(name(row) + ", beforehand")
                      .cell("")
                      .cell("")
                      .ratio(
                          before.predicted().ratio(),
                          before.predicted().low(),
                          before.predicted().high())
                      .cell(Figures.percent(before.error()), errorInterval(before))
                      .left("")
                      .left(before.verdict().label())
                      .end());
    }
    return table.done();
  }

  private static String errorInterval(ArmComparison row) {
    return Double.isNaN(row.errorLow()) || Double.isNaN(row.errorHigh())
        ? ""
        : ("[" + Figures.percent(row.errorLow()) + ", " + Figures.percent(row.errorHigh()) + "]")
            .replace(" %", "");
  }

  static String seconds(Comparison comparison) {
    Table table =
        new Table(
            "Seconds for all messages: median and the 5th to 95th percentile ("
                + SampleSummary.QUANTILES
                + ").",
            "<arm",
            "measured",
            "n",
            "predicted",
            "n");
    for (Runtime runtime : comparison.runtimes()) {
      for (Arm arm : Arm.values()) {
        Optional<ArmSide> measured = comparison.side(Trial.Kind.MEASURED, runtime, arm);
        Optional<ArmSide> predicted = comparison.side(Trial.Kind.PREDICTED, runtime, arm);
        if (measured.isPresent() || predicted.isPresent()) {
          table.head(runtime.label() + " " + arm.label());
          seconds(table, measured);
          seconds(table, predicted);
          table.end();
        }
      }
    }
    return table.done();
  }

  private static void seconds(Table table, Optional<ArmSide> side) {
    if (side.isEmpty()) {
      table.cell(Figures.NONE).cell("0");
      return;
    }
    SampleSummary seconds = side.get().seconds();
    table
        .cell(
            Figures.seconds(seconds.median()),
            Figures.seconds(seconds.p05()) + " to " + Figures.seconds(seconds.p95()))
        .cell(Integer.toString(seconds.n()));
  }

  static String price(Comparison comparison) {
    Table table =
        new Table(
            "Background turns per second at equal total CPUs.",
            "<arm",
            "measured",
            "against fair",
            "predicted",
            "against fair");
    for (Runtime runtime : comparison.runtimes()) {
      for (Arm arm : Arm.values()) {
        Optional<ArmComparison> row =
            comparison.rows().stream()
                .filter(r -> r.runtime() == runtime && r.arm() == arm)
                .findFirst();
        if (row.isPresent() || arm == Arm.FAIR) {
          table
              .head(runtime.label() + " " + arm.label())
              .cell(turns(comparison, Trial.Kind.MEASURED, runtime, arm))
              .change(row.map(r -> Sections.bar(r.measuredPrice())))
              .cell(turns(comparison, Trial.Kind.PREDICTED, runtime, arm))
              .change(row.map(r -> Sections.bar(r.predictedPrice())))
              .end();
        }
      }
    }
    return table.done();
  }

  private static String turns(Comparison comparison, Trial.Kind kind, Runtime runtime, Arm arm) {
    return comparison
        .side(kind, runtime, arm)
        .map(side -> Figures.count(side.counts().backgroundTurnsPerSecond()))
        .orElse(Figures.NONE);
  }

  static String counts(Comparison comparison) {
    Table table =
        new Table(
            "Means per run. A dash: nobody could count it there.",
            "<arm",
            "<",
            COUNTED.get(0).name,
            COUNTED.get(1).name,
            COUNTED.get(2).name,
            COUNTED.get(3).name);
    for (Runtime runtime : comparison.runtimes()) {
      for (Arm arm : Arm.values()) {
        for (Trial.Kind kind : List.of(Trial.Kind.MEASURED, Trial.Kind.PREDICTED)) {
          comparison
              .side(kind, runtime, arm)
              .ifPresent(
                  side -> {
                    table.head(runtime.label() + " " + arm.label()).left(kind.label());
                    COUNTED.forEach(
                        counted -> table.cell(Figures.count(counted.mean.apply(side.counts()))));
                    table.end();
                  });
        }
      }
    }
    return table.done();
  }

  static String costs(Costs costs) {
    Table table =
        new Table(
            "Costs of " + costs.runtime().label() + " on " + costs.host() + ".",
            "<primitive",
            "cost",
            "95 % interval",
            "<unit",
            "<source");
    costs
        .byName()
        .forEach(
            (name, cost) ->
                table
                    .head(words(name))
                    .cell(Figures.amount(cost.value()))
                    .cell(interval(cost))
                    .left(Costs.unit(name))
                    .prose(cost.source())
                    .end());
    return table.done();
  }

  /** "handoffIdleLong" as "handoff idle long". */
  private static String words(String field) {
    return field.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }

  private static String interval(Cost cost) {
    return cost.low() == cost.high()
        ? Figures.NONE
        : Figures.amount(cost.low()) + " to " + Figures.amount(cost.high());
  }

  static String name(ArmComparison row) {
    return row.name();
  }
}
