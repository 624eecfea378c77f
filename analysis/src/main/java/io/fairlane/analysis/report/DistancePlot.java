package io.fairlane.analysis.report;

import io.fairlane.analysis.compare.Figures;
import io.fairlane.analysis.validate.ArmDistance;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * Every arm of every cell: how far its predicted and measured distributions are apart, against how
 * far the measured trials are from each other. A full dot is an arm that differs.
 */
final class DistancePlot {
  private static final double LEFT = 58;
  private static final double BOTTOM = 46;
  private static final double MARGIN = 12;

  /** What lies nearer than this (0.5 %) is drawn there: no host knows a time better. */
  private static final double LEAST = 0.005;

  private final String runtime;
  private final List<ArmDistance> arms;

  /**
   * @param arms of one runtime, at least one
   */
  DistancePlot(String runtime, List<ArmDistance> arms) {
    this.runtime = runtime;
    this.arms = arms;
  }

  String svg(double width) {
    double side = Math.min(width, 460);
    double bottom = side - BOTTOM;
    LogAxis x = axis(LEFT, side - MARGIN);
    LogAxis y = axis(bottom, MARGIN);
    Drawing drawing =
        new Drawing(
            "distances-" + runtime + "-" + (int) width,
            "How far predicted and measured distributions are apart, " + runtime,
            description(),
            side,
            side);
    for (double tick : x.ticks(6)) {
      drawing
          .line("grid", x.at(tick), MARGIN, x.at(tick), bottom)
          .line("grid", LEFT, y.at(tick), side - MARGIN, y.at(tick))
          .label("tick", "middle", x.at(tick), bottom + 18, label(tick))
          .label("tick", "end", LEFT - 6, y.at(tick) + 4, label(tick));
    }
    drawing
        .line("reference", x.at(x.low()), y.at(x.low()), x.at(x.high()), y.at(x.high()))
        .label("tick", "middle", (LEFT + side) / 2, side - 6, "halves of the measured trials apart")
        .upright("tick", 12, bottom / 2, "predicted and measured apart");
    for (boolean different : new boolean[] {false, true}) {
      for (ArmDistance arm : arms) {
        if (arm.differs() == different) {
          drawing.dot(
              different ? "measured dot" : "predicted dot",
              x.at(percent(arm.distance().floor())),
              y.at(percent(arm.distance().distance())),
              different ? 5 : 4);
        }
      }
    }
    return drawing.done();
  }

  private LogAxis axis(double from, double to) {
    return LogAxis.around(
        arms.stream()
            .flatMapToDouble(
                arm ->
                    DoubleStream.of(
                        percent(arm.distance().floor()), percent(arm.distance().distance()))),
        from,
        to);
  }

  /** By how much more a time is, as a share. */
  private static double percent(double log) {
    return Math.max(LEAST, Math.expm1(log));
  }

  private static String label(double share) {
    return Figures.tick(100 * share) + " %";
  }

  private String description() {
    StringBuilder text = new StringBuilder();
    for (ArmDistance arm : arms) {
      text.append(
          String.format(
              Locale.ROOT,
              "%s %.0f %%%s. ",
              arm.name(),
              100 * Math.expm1(arm.distance().distance()),
              arm.differs() ? ", differs" : ""));
    }
    return text.toString().strip();
  }
}
