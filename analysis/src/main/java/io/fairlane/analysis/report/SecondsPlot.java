package io.fairlane.analysis.report;

import io.fairlane.analysis.compare.ArmSide;
import io.fairlane.analysis.compare.Comparison;
import io.fairlane.analysis.compare.Figures;
import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Trial;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Every run of one runtime as a dot on a log axis of seconds: simulated runs stacked above each
 * arm's line, measured ones hanging below it. Two shapes that mirror each other agree.
 */
final class SecondsPlot {
  private static final double GUTTER = 138;
  private static final double ROW = 104;
  private static final double BOTTOM = 34;

  /** Room for a stack of dots above or below the line. */
  private static final double STACK = 36;

  private final Comparison comparison;
  private final Runtime runtime;
  private final List<Arm> arms;

  SecondsPlot(Comparison comparison, Runtime runtime) {
    this.comparison = comparison;
    this.runtime = runtime;
    this.arms =
        Arrays.stream(Arm.values())
            .filter(
                arm -> Arrays.stream(Trial.Kind.values()).anyMatch(k -> side(k, arm).isPresent()))
            .toList();
  }

  String svg(double width) {
    double bottom = arms.size() * ROW;
    LogAxis axis =
        LogAxis.around(
            comparison.arms().stream()
                .filter(side -> side.runtime() == runtime)
                .flatMap(side -> side.seconds().samples().stream())
                .mapToDouble(Double::doubleValue),
            10,
            width - GUTTER);
    Drawing drawing =
        new Drawing(
            "seconds-" + runtime.label() + "-" + (int) width,
            "Seconds of each run on " + runtime.label(),
            description(),
            width,
            bottom + BOTTOM);
    for (double tick : axis.ticks(width < 500 ? 5 : 9)) {
      drawing
          .line("grid", axis.at(tick), 4, axis.at(tick), bottom)
          .label("tick", "middle", axis.at(tick), bottom + 18, Figures.tick(tick) + " s");
    }
    for (int i = 0; i < arms.size(); i++) {
      Arm arm = arms.get(i);
      double y = i * ROW + ROW / 2;
      drawing.line("baseline", axis.from(), y, axis.to(), y);
      stack(drawing, axis, Trial.Kind.PREDICTED, arm, y, width);
      stack(drawing, axis, Trial.Kind.MEASURED, arm, y, width);
      drawing.label("name halo", "start", width - GUTTER + 10, y + 4, arm.label());
    }
    return drawing.done();
  }

  private void stack(
      Drawing drawing, LogAxis axis, Trial.Kind kind, Arm arm, double line, double width) {
    double sign = kind == Trial.Kind.PREDICTED ? -1 : 1;
    double text = line + (sign < 0 ? -16 : 24);
    Optional<ArmSide> found = side(kind, arm);
    if (found.isEmpty()) {
      drawing.label("tick", "start", width - GUTTER + 10, text, "not " + kind.label());
      return;
    }
    double[] seconds =
        found.get().seconds().samples().stream()
            .mapToDouble(Double::doubleValue)
            .sorted()
            .toArray();
    double radius = seconds.length <= 50 ? 3.6 : seconds.length <= 200 ? 2.4 : 1.5;
    int[] level = levels(seconds, axis, radius);
    int highest = Arrays.stream(level).max().orElse(0);
    double step = Math.min(2 * radius + 0.6, STACK / Math.max(1, highest));
    for (int i = 0; i < seconds.length; i++) {
      drawing.dot(
          kind.label() + " run",
          axis.at(seconds[i]),
          line + sign * (radius + 3 + level[i] * step),
          radius);
    }
    double median = axis.at(found.get().seconds().median());
    drawing
        .line(kind.label() + " median", median, line, median, line + sign * (STACK + 10))
        .label(
            kind.label() + " value",
            "start",
            width - GUTTER + 10,
            text,
            Figures.seconds(found.get().seconds().median()) + " " + kind.label());
  }

  /** Dots that would overlap go one level up: dots of one column stand above each other. */
  private static int[] levels(double[] sorted, LogAxis axis, double radius) {
    int[] level = new int[sorted.length];
    double column = Double.NEGATIVE_INFINITY;
    int height = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (axis.at(sorted[i]) - column < 2 * radius) {
        height++;
      } else {
        column = axis.at(sorted[i]);
        height = 0;
      }
      level[i] = height;
    }
    return level;
  }

  private Optional<ArmSide> side(Trial.Kind kind, Arm arm) {
    return comparison.side(kind, runtime, arm);
  }

  private String description() {
    StringBuilder text = new StringBuilder();
    for (ArmSide side : comparison.arms()) {
      if (side.runtime() == runtime) {
        text.append(side.arm().label())
            .append(' ')
            .append(side.kind().label())
            .append(": median ")
            .append(Figures.seconds(side.seconds().median()))
            .append(" of ")
            .append(side.seconds().n())
            .append(" runs. ");
      }
    }
    return text.toString().strip();
  }
}
