package io.fairlane.analysis.sweep;

import io.fairlane.analysis.stats.LogRatio;
import io.fairlane.analysis.stats.RatioEstimate;
import io.fairlane.experiment.Arm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The runs of one cell, replication by replication. */
final class Replicates {
  /** An end that did not come. */
  private static final double ENDLESS = Double.POSITIVE_INFINITY;

  private record Run(double seconds, double turnsPerSecond) {}

  private final Map<Arm, TreeMap<Integer, Run>> runs = new EnumMap<>(Arm.class);

  void add(Row row) {
    Run run =
        row.endless()
            ? new Run(ENDLESS, Double.NaN)
            : new Run(row.seconds(), row.backgroundTurns() / row.seconds());
    runs.computeIfAbsent(row.arm(), arm -> new TreeMap<>()).put(row.rep(), run);
  }

  List<Lane> lanes() {
    List<Lane> lanes = new ArrayList<>();
    Map<Integer, Run> fair = runs.getOrDefault(Arm.FAIR, new TreeMap<>());
    runs.forEach(
        (arm, its) -> {
          if (arm != Arm.FAIR) {
            lanes.add(
                new Lane(
                    arm,
                    speedup(fair, its),
                    kept(fair, its),
                    endless(its),
                    endless(fair),
                    leftOut(fair, its)));
          }
        });
    return lanes;
  }

  /**
   * Replications 2k and 2k+1 share a draw of the costs: they are one unit, or the interval would
   * take what the calibration does not know for luck that averages out.
   */
  private static RatioEstimate speedup(Map<Integer, Run> fair, Map<Integer, Run> lane) {
    Map<Integer, double[]> units = new TreeMap<>();
    lane.forEach(
        (rep, run) -> {
          Run other = fair.get(rep);
          if (other != null && other.seconds < ENDLESS && run.seconds < ENDLESS) {
            double[] unit = units.computeIfAbsent(rep / 2, u -> new double[2]);
            unit[0] += Math.log(other.seconds / run.seconds);
            unit[1]++;
          }
        });
    if (units.isEmpty()) {
      return RatioEstimate.absent();
    }
    double[] ratios = units.values().stream().mapToDouble(u -> Math.exp(u[0] / u[1])).toArray();
    double[] ones = new double[ratios.length];
    Arrays.fill(ones, 1);
    return LogRatio.paired(ratios, ones);
  }

  private static double kept(Map<Integer, Run> fair, Map<Integer, Run> lane) {
    return turns(lane) / turns(fair);
  }

  /** NaN without a background: 0 over 0 in the end. */
  private static double turns(Map<Integer, Run> runs) {
    return runs.values().stream()
        .mapToDouble(Run::turnsPerSecond)
        .filter(Double::isFinite)
        .average()
        .orElse(Double.NaN);
  }

  private static int leftOut(Map<Integer, Run> fair, Map<Integer, Run> lane) {
    return (int)
        lane.entrySet().stream()
            .filter(run -> fair.containsKey(run.getKey()))
            .filter(
                run ->
                    run.getValue().seconds == ENDLESS || fair.get(run.getKey()).seconds == ENDLESS)
            .count();
  }

  private static int endless(Map<Integer, Run> runs) {
    return (int) runs.values().stream().filter(run -> run.seconds == ENDLESS).count();
  }
}
