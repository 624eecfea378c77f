package io.fairlane.analysis.validate;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Trial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Replications of which each block was predicted at the host's speed in the block's own trial. What
 * differs from block to block is then the host, which the measurement had alike, so it must not
 * count as spread: each block's logs are moved to the mean of all blocks, and their distances from
 * it stretched by sqrt(n / (n - 1)), since a block's own mean is nearer to its n values than the
 * true one.
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
      double stretch = Math.sqrt(block.size() / Math.max(1.0, block.size() - 1.0));
      double blockSeconds = mean(block, Trial::seconds);
      double blockTurns = mean(block, Trial::backgroundTurnsPerSecond);
      for (Trial t : block) {
        double its = Math.exp(seconds + stretch * (Math.log(t.seconds()) - blockSeconds));
        double rate =
            Math.exp(turns + stretch * (Math.log(t.backgroundTurnsPerSecond()) - blockTurns));
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
