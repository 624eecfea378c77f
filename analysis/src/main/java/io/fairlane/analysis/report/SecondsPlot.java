package io.fairlane.analysis.report;

import io.fairlane.analysis.compare.ArmSide;
import io.fairlane.analysis.compare.Comparison;
import io.fairlane.analysis.compare.Figures;
import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Trial;
import java.util.ArrayList;
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

  /** Up to here every run gets a dot. */
  private static final int MOST_DOTS = 60;

  private static final double RADIUS = 3.6;

  /** Width of a bar where runs are too many for dots, in pixels. */
  private static final double BIN = 4;

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
    if (seconds.length <= MOST_DOTS) {
      dots(drawing, axis, kind, seconds, line, sign);
    } else {
      outline(drawing, axis, kind, seconds, line, sign);
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

  /** One dot per run; runs closer than a dot share a column and stand on each other. */
  private static void dots(
      Drawing drawing, LogAxis axis, Trial.Kind kind, double[] sorted, double line, double sign) {
    List<List<Double>> columns = new ArrayList<>();
    double first = Double.NEGATIVE_INFINITY;
    for (double seconds : sorted) {
      double x = axis.at(seconds);
      if (x - first >= 2 * RADIUS) {
        columns.add(new ArrayList<>());
        first = x;
      }
      columns.getLast().add(x);
    }
    int highest = columns.stream().mapToInt(List::size).max().orElse(1);
    double step = Math.min(2 * RADIUS + 0.6, STACK / Math.max(1, highest - 1));
    for (List<Double> column : columns) {
      double x = column.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
      for (int i = 0; i < column.size(); i++) {
        drawing.dot(kind.label() + " run", x, line + sign * (RADIUS + 3 + i * step), RADIUS);
      }
    }
  }

  /** A histogram on the log axis, for more runs than can be told apart as dots. */
  private static void outline(
      Drawing drawing, LogAxis axis, Trial.Kind kind, double[] sorted, double line, double sign) {
    int bins = (int) Math.ceil((axis.to() - axis.from()) / BIN);
    int[] runs = new int[bins];
    for (double seconds : sorted) {
      runs[Math.min(bins - 1, (int) ((axis.at(seconds) - axis.from()) / BIN))]++;
    }
    double unit = STACK / Arrays.stream(runs).max().orElse(1);
    for (int bin = 0; bin < bins; bin++) {
      if (runs[bin] > 0) {
        double left = axis.from() + bin * BIN;
        double top = line + sign * unit * runs[bin];
        drawing.area(
            kind.label() + " runs", left, line, left, top, left + BIN, top, left + BIN, line);
      }
    }
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
