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
    SquareFrame frame = SquareFrame.within(width, this::axis);
    Drawing drawing =
        new Drawing(
            "distances-" + runtime + "-" + (int) width,
            "How far predicted and measured distributions are apart, " + runtime,
            description(),
            frame.side(),
            frame.side());
    frame.draw(
        drawing,
        6,
        DistancePlot::label,
        "halves of the measured trials apart",
        "predicted and measured apart");
    for (boolean different : new boolean[] {false, true}) {
      for (ArmDistance arm : arms) {
        if (arm.differs() == different) {
          drawing.dot(
              different ? "measured dot" : "predicted dot",
              frame.x().at(percent(arm.distance().floor())),
              frame.y().at(percent(arm.distance().distance())),
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
