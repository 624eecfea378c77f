package io.fairlane.runner.calibrate;

import io.fairlane.experiment.Cost;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * By how much a contended channel operation gets dearer for each P at work on the channel beyond
 * the second, from {@code send_among_k} and {@code receive_among_k} of the Go calibration program:
 * ns of an operation while k Ps are at it (resource {@code calibrate/crowd.go}).
 */
final class ChannelCrowd {
  /** {@code most} of crowd.go. */
  private static final int MOST = 8;

  private final GoFigures figures;

  ChannelCrowd(GoFigures figures) {
    this.figures = figures;
  }

  /**
   * @param operation "send" or "receive"
   * @return a ratio to what the operation takes with two Ps; empty without three
   */
  Optional<Cost> growth(String operation) {
    // each round has its own two: a ratio needs no common speed
    return figures
        .asSeen()
        .of(
            figures.source("3 to " + MOST + " Ps at a channel, as far as there are CPUs, over two"),
            List.of(among(operation, 2), among(operation, 3)),
            round -> growth(round, operation));
  }

  /** Median over the numbers of Ps: a line through two Ps need not be one. */
  private static double growth(Map<String, Double> round, String operation) {
    double two = round.get(among(operation, 2));
    double[] perFurther =
        IntStream.rangeClosed(3, MOST)
            .filter(k -> round.containsKey(among(operation, k)))
            .mapToDouble(k -> (round.get(among(operation, k)) / two - 1) / (k - 2))
            .sorted()
            .toArray();
    int n = perFurther.length;
    return Math.max(0, (perFurther[(n - 1) / 2] + perFurther[n / 2]) / 2);
  }

  private static String among(String operation, int ps) {
    return operation + "_among_" + ps;
  }
}
