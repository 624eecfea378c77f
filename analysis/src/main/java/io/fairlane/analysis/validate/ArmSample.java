package io.fairlane.analysis.validate;

import io.fairlane.analysis.stats.BlockedDistance.Block;
import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One arm of one cell, trial by trial: what was measured in each block beside the replications that
 * were run for just that block.
 *
 * @param blocks logs of the time of a message (ns); only those with both sides
 */
record ArmSample(GridCell cell, Arm arm, List<Block> blocks) {

  /**
   * @param trials measured ones, and predictions of which block b has the numbers b * each to (b +
   *     1) * each - 1
   * @param each replications of an arm in a block
   * @return one for each arm of each cell that has a block with both sides, in the grid's order
   */
  static List<ArmSample> of(Grid grid, List<Trial> trials, int each) {
    Map<String, Map<Arm, List<Trial>>> byCell = new TreeMap<>();
    for (Trial trial : trials) {
      if (trial.messages() > 0) {
        byCell
            .computeIfAbsent(trial.scenario(), cell -> new TreeMap<>())
            .computeIfAbsent(trial.arm(), arm -> new ArrayList<>())
            .add(trial);
      }
    }
    List<ArmSample> samples = new ArrayList<>();
    for (GridCell cell : grid.cells()) {
      for (Arm arm : cell.arms()) {
        List<Trial> its = byCell.getOrDefault(cell.name(), Map.of()).getOrDefault(arm, List.of());
        List<Block> blocks = blocks(its, each);
        if (!blocks.isEmpty()) {
          samples.add(new ArmSample(cell, arm, blocks));
        }
      }
    }
    return List.copyOf(samples);
  }

  private static List<Block> blocks(List<Trial> trials, int each) {
    Map<Integer, List<Trial>> byBlock = new TreeMap<>();
    for (Trial trial : trials) {
      boolean measured = trial.kind() == Trial.Kind.MEASURED;
      byBlock
          .computeIfAbsent(measured ? trial.rep() : trial.rep() / each, b -> new ArrayList<>())
          .add(trial);
    }
    return byBlock.values().stream()
        .map(its -> new Block(logs(its, Trial.Kind.PREDICTED), logs(its, Trial.Kind.MEASURED)))
        .filter(block -> block.simulated().length > 0 && block.measured().length > 0)
        .toList();
  }

  private static double[] logs(List<Trial> trials, Trial.Kind kind) {
    return trials.stream()
        .filter(trial -> trial.kind() == kind)
        .mapToDouble(trial -> Math.log(trial.nanosPerMessage()))
        .toArray();
  }

  /** Measured trials in them. */
  int measured() {
    return blocks.stream().mapToInt(block -> block.measured().length).sum();
  }
}
