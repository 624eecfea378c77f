package io.fairlane.runner.calibrate;

import io.fairlane.experiment.Cost;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What microbenchmarks measured, round by round: every round is one pass over all primitives, taken
 * within a fraction of a second, so differences are formed within a round and drift of the machine
 * between rounds cancels.
 *
 * <p>The estimate is the median over rounds, its interval that between the two order statistics
 * which enclose the median of the population with 95 % probability (binomial, distribution-free).
 * Neither moves when a neighbour on the machine spoils less than half of the rounds.
 */
final class Rounds {
  /** Two-sided 95 % point of the normal; the binomial is approximated by it. */
  private static final double Z95 = 1.96;

  private final List<Map<String, Double>> rounds = new ArrayList<>();

  void add(Map<String, Double> round) {
    rounds.add(round);
  }

  int size() {
    return rounds.size();
  }

  List<Map<String, Double>> all() {
    return List.copyOf(rounds);
  }

  /** Median of one measured figure. */
  Optional<Cost> of(String name, String source) {
    return of(source, List.of(name), round -> round.get(name));
  }

  /**
   * Median of a figure derived within each round that has all its parts. Negative differences (a
   * part of which noise exceeds the whole) count as they are; only the result is kept above zero.
   */
  Optional<Cost> of(
      String source, List<String> parts, ToDoubleFunction<Map<String, Double>> derive) {
    double[] values = values(parts, derive);
    return values.length == 0 ? Optional.empty() : Optional.of(median(values, source));
  }

  /** A figure of every round that has all its parts, sorted. */
  private double[] values(List<String> parts, ToDoubleFunction<Map<String, Double>> derive) {
    return rounds.stream()
        .filter(round -> round.keySet().containsAll(parts))
        .mapToDouble(derive)
        .sorted()
        .toArray();
  }

  private static Cost median(double[] sorted, String source) {
    int n = sorted.length;
    // Ranks (from 1) that enclose the median: n/2 -+ z sqrt(n)/2, widened to whole ranks.
    int low = (int) Math.floor(n / 2.0 - Z95 * Math.sqrt(n) / 2);
    int high = (int) Math.ceil(1 + n / 2.0 + Z95 * Math.sqrt(n) / 2);
    return new Cost(
        Math.max(0, middle(sorted)),
        Math.max(0, sorted[Math.max(1, low) - 1]),
        Math.max(0, sorted[Math.min(n, high) - 1]),
        source + "; median of " + n + " samples");
  }

  private static double middle(double[] sorted) {
    int n = sorted.length;
    return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }
}
