package io.fairlane.analysis.compare;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Trial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * What it is worth that the arms of a replication meet the same random numbers: the variance of the
 * log speedup if the arms were independent, over that of the paired differences. 2 means that half
 * as many replications suffice for the same interval; below 1 pairing harms.
 */
public final class Pairing {
  private Pairing() {}

  /** For each arm but fair that has three pairs or more and a spread to compare. */
  public static Map<Arm, Double> varianceRatios(
      List<Trial> trials, Trial.Kind kind, Runtime runtime) {
    Map<Arm, Double> ratios = new LinkedHashMap<>();
    Map<Integer, Double> fair = logs(trials, kind, runtime, Arm.FAIR);
    for (Arm arm : Arm.values()) {
      Map<Integer, Double> other = logs(trials, kind, runtime, arm);
      List<Integer> pairs = fair.keySet().stream().filter(other::containsKey).toList();
      if (arm != Arm.FAIR && pairs.size() >= 3) {
        double ratio =
            varianceRatio(
                pairs.stream().mapToDouble(fair::get).toArray(),
                pairs.stream().mapToDouble(other::get).toArray());
        if (Double.isFinite(ratio)) {
          ratios.put(arm, ratio);
        }
      }
    }
    return ratios;
  }

  static double varianceRatio(double[] a, double[] b) {
    double[] difference = IntStream.range(0, a.length).mapToDouble(i -> a[i] - b[i]).toArray();
    return (StatUtils.variance(a) + StatUtils.variance(b)) / StatUtils.variance(difference);
  }

  /** One line for below the table; empty if there is nothing to say. */
  public static String footnote(List<Trial> trials, List<Runtime> runtimes) {
    List<String> parts = new ArrayList<>();
    for (Runtime runtime : runtimes) {
      varianceRatios(trials, Trial.Kind.PREDICTED, runtime)
          .forEach(
              (arm, ratio) ->
                  parts.add(runtime.label() + " " + arm.label() + " " + Figures.amount(ratio)));
    }
    return parts.isEmpty()
        ? ""
        : "variance ratio, unpaired over paired by random numbers: "
            + String.join(", ", parts)
            + "\n";
  }

  private static Map<Integer, Double> logs(
      List<Trial> trials, Trial.Kind kind, Runtime runtime, Arm arm) {
    Map<Integer, Double> logs = new LinkedHashMap<>();
    for (Trial trial : Comparison.select(trials, kind, runtime, arm)) {
      if (trial.messages() > 0) {
        logs.put(trial.rep(), Math.log(trial.nanosPerMessage()));
      }
    }
    return logs;
  }
}
