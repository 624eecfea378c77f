package io.fairlane.analysis.validate;

import io.fairlane.analysis.stats.BlockedDistance.Block;
import io.fairlane.analysis.stats.PitFigures;
import io.fairlane.analysis.stats.PitValues;
import io.fairlane.experiment.Runtime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where each measured trial falls among the replications that were run for its block. Above the
 * middle it took longer than predicted.
 *
 * @param arms of all cells
 * @param replications fewest that a trial was set among
 */
public record Pits(Runtime runtime, int arms, int replications, PitFigures figures) {

  /** One for each runtime that has trials. */
  static List<Pits> of(List<ArmSample> samples, long seed) {
    List<Pits> all = new ArrayList<>();
    for (Runtime runtime : Runtime.values()) {
      List<ArmSample> its =
          samples.stream().filter(sample -> sample.cell().runtime() == runtime).toList();
      if (!its.isEmpty()) {
        all.add(ofOne(runtime, its, seed));
      }
    }
    return List.copyOf(all);
  }

  private static Pits ofOne(Runtime runtime, List<ArmSample> samples, long seed) {
    List<double[]> predictions = new ArrayList<>();
    List<Double> measured = new ArrayList<>();
    List<String> cells = new ArrayList<>();
    for (ArmSample sample : samples) {
      for (Block block : sample.blocks()) {
        for (double value : block.measured()) {
          predictions.add(block.simulated());
          measured.add(value);
          cells.add(sample.cell().name());
        }
      }
    }
    List<Double> values =
        PitValues.of(predictions, measured.stream().mapToDouble(v -> v).toArray(), seed).values();
    Map<String, List<Double>> byCell = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      byCell.computeIfAbsent(cells.get(i), cell -> new ArrayList<>()).add(values.get(i));
    }
    return new Pits(
        runtime,
        samples.size(),
        predictions.stream().mapToInt(p -> p.length).min().orElseThrow(),
        PitFigures.of(List.copyOf(byCell.values())));
  }
}
