package io.fairlane.analysis.compare;

import io.fairlane.analysis.stats.LogRatio;
import io.fairlane.analysis.stats.RatioEstimate;
import io.fairlane.experiment.Trial;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * The ratio of one figure between two arms. Trials with the same {@code rep} ran in one block and
 * are paired; where pairs are too few for an interval but trials are not, the arms are taken as
 * independent samples.
 */
final class TrialRatio {
  private final double[] numerator;
  private final double[] denominator;
  private final boolean paired;

  TrialRatio(List<Trial> above, List<Trial> below, ToDoubleFunction<Trial> figure) {
    Map<Integer, Double> a = byRep(above, figure);
    Map<Integer, Double> b = byRep(below, figure);
    List<Integer> common = a.keySet().stream().filter(b::containsKey).toList();
    int unpaired = Math.min(a.size(), b.size());
    paired = common.size() >= Math.min(unpaired, RatioEstimate.MIN_TRIALS) && !common.isEmpty();
    numerator = paired ? at(common, a) : at(List.copyOf(a.keySet()), a);
    denominator = paired ? at(common, b) : at(List.copyOf(b.keySet()), b);
  }

  /** The figure of the baseline arm, one per trial used. */
  double[] numerator() {
    return numerator;
  }

  double[] denominator() {
    return denominator;
  }

  RatioEstimate estimate() {
    if (numerator.length == 0 || denominator.length == 0) {
      return RatioEstimate.absent();
    }
    if (Arrays.stream(numerator).anyMatch(v -> v == 0)
        || Arrays.stream(denominator).anyMatch(v -> v == 0)) {
      RatioEstimate means = LogRatio.ofMeans(numerator, denominator);
      return Double.isFinite(means.ratio()) ? means : RatioEstimate.absent();
    }
    return paired
        ? LogRatio.paired(numerator, denominator)
        : LogRatio.welch(numerator, denominator);
  }

  /** Figures that could not be observed (NaN) drop out; a repeated rep counts once, the last. */
  private static Map<Integer, Double> byRep(List<Trial> trials, ToDoubleFunction<Trial> figure) {
    Map<Integer, Double> values = new TreeMap<>();
    for (Trial trial : trials) {
      double value = figure.applyAsDouble(trial);
      if (Double.isFinite(value)) {
        values.put(trial.rep(), value);
      }
    }
    return values;
  }

  private static double[] at(List<Integer> reps, Map<Integer, Double> values) {
    return reps.stream().mapToDouble(values::get).toArray();
  }
}
