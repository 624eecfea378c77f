package io.fairlane.analysis.compare;

import java.util.Comparator;
import java.util.List;

/**
 * The answer in one sentence, without a full stop: measured if anything was measured, else
 * predicted.
 */
public final class Headline {
  private Headline() {}

  public static String of(Comparison comparison) {
    boolean measured = comparison.rows().stream().anyMatch(row -> row.measured().present());
    List<ArmComparison> rows =
        comparison.rows().stream()
            .filter(row -> !Double.isNaN(ratio(row, measured)))
            .sorted(Comparator.comparingDouble(row -> ratio(row, measured)))
            .toList();
    if (rows.isEmpty()) {
      return "There is no arm to compare with fair";
    }
    double least = ratio(rows.getFirst(), measured);
    double most = ratio(rows.getLast(), measured);
    String range =
        Figures.speedup(least).equals(Figures.speedup(most))
            ? Figures.speedup(least)
            : Figures.speedup(least) + " to " + Figures.speedup(most);
    String verb = measured ? " is " : " should be ";
    Regime low = Regime.ofPoint(least);
    Regime high = Regime.ofPoint(most);
    if (low == high) {
      return switch (low) {
        case GAIN -> "In a lane of its own the consumer" + verb + range + " as fast";
        case LOSS -> "In a lane of its own the consumer" + verb + "slower: " + range + " as fast";
        default -> "A lane of its own makes no difference to the consumer: " + range;
      };
    }
    return "It depends on the lane: the consumer"
        + verb
        + Figures.speedup(least)
        + " as fast with "
        + rows.getFirst().name()
        + ", "
        + Figures.speedup(most)
        + " with "
        + rows.getLast().name();
  }

  private static double ratio(ArmComparison row, boolean measured) {
    return measured ? row.measured().ratio() : row.predicted().ratio();
  }
}
