package io.fairlane.analysis.compare;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Trial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Replications of which each block was predicted at the host's speed in the block's own trial. What
 * differs from block to block is then the host, which the measurement had alike, so it must not
 * count as spread: each block's logs are moved to the mean of all blocks. Replications 2k and 2k+1
 * share a draw of the costs, so a block has half as many draws as replications: the distances of
 * its m pairs from its mean are stretched by sqrt(m / (m - 1)), since a block's own mean is nearer
 * to its pairs than the true one. Distances within a pair stay.
 */
final class WithinBlocks {
  private WithinBlocks() {}

  /**
   * @param replications of one cell; block b has numbers b * each to (b + 1) * each - 1
   * @param each replications of an arm in a block
   */
  static List<Trial> of(List<Trial> replications, int each) {
    Map<Arm, List<Trial>> byArm =
        replications.stream()
            .collect(Collectors.groupingBy(Trial::arm, LinkedHashMap::new, Collectors.toList()));
    List<Trial> moved = new ArrayList<>();
    byArm.values().forEach(arm -> moved.addAll(moved(arm, each)));
    return moved;
  }

  private static List<Trial> moved(List<Trial> arm, int each) {
    Map<Integer, List<Trial>> blocks =
        arm.stream()
            .collect(
                Collectors.groupingBy(
                    t -> t.rep() / each, LinkedHashMap::new, Collectors.toList()));
    double seconds = meanOfBlocks(blocks, Trial::seconds);
    double turns = meanOfBlocks(blocks, Trial::backgroundTurnsPerSecond);
    List<Trial> moved = new ArrayList<>();
    for (List<Trial> block : blocks.values()) {
      double[] logSeconds = moved(block, seconds, Trial::seconds);
      double[] logTurns = moved(block, turns, Trial::backgroundTurnsPerSecond);
      for (int i = 0; i < logSeconds.length; i++) {
        double its = Math.exp(logSeconds[i]);
        double rate = Math.exp(logTurns[i]);
        Trial t = block.get(i);
        moved.add(
            t.with(
                its,
                Double.isFinite(rate)
                    ? Long.valueOf(Math.round(rate * its))
                    : t.counters().backgroundTurns()));
      }
    }
    return moved;
  }

  /** Logs of a block about another mean. */
  private static double[] moved(List<Trial> block, double to, ToDoubleFunction<Trial> value) {
    double[] logs = block.stream().mapToDouble(t -> Math.log(value.applyAsDouble(t))).toArray();
    double from = StatUtils.mean(logs);
    int pairs = logs.length / 2;
    double stretch = pairs < 2 ? 1 : Math.sqrt(pairs / (pairs - 1.0));
    double[] moved = new double[logs.length];
    for (int i = 0; i < logs.length; i++) {
      int other = i ^ 1;
      double pair = other < logs.length ? (logs[i] + logs[other]) / 2 : logs[i];
      moved[i] = to + stretch * (pair - from) + (logs[i] - pair);
    }
    return moved;
  }

  private static double meanOfBlocks(
      Map<Integer, List<Trial>> blocks, ToDoubleFunction<Trial> value) {
    return blocks.values().stream().mapToDouble(b -> mean(b, value)).average().orElse(Double.NaN);
  }

  private static double mean(List<Trial> block, ToDoubleFunction<Trial> value) {
    return block.stream()
        .mapToDouble(t -> Math.log(value.applyAsDouble(t)))
        .average()
        .orElse(Double.NaN);
  }
}
