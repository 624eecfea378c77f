package io.fairlane.analysis.validate;

import io.fairlane.analysis.compare.CommittedCsv;
import io.fairlane.experiment.Runtime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was measured of the study grids' cells, committed with the runs it comes from: a baseline
 * that has seen measurements, but no model. A cell that was run several times counts once, each run
 * by its blocks.
 *
 * @param runs one cell in one run each
 */
record StudySpeedups(List<Run> runs) {
  private static final String FILE = "study-measured.csv";

  /**
   * @param cell of the study grid
   * @param speedup exp of the mean log of fair over lane, over the blocks
   * @param measured when the run was begun (UTC)
   */
  record Run(String cell, Runtime runtime, double speedup, int blocks, String measured) {}

  /** The committed ones of a runtime; none if its study grid was not measured. */
  static StudySpeedups of(Runtime runtime) {
    return new StudySpeedups(
        CommittedCsv.rows(StudySpeedups.class, FILE).stream()
            .filter(row -> row.getField("runtime").equals(runtime.label()))
            .map(
                row ->
                    new Run(
                        row.getField("cell"),
                        runtime,
                        Double.parseDouble(row.getField("speedup")),
                        Integer.parseInt(row.getField("blocks")),
                        row.getField("measured")))
            .toList());
  }

  /** A cell that is judged must not be in what its prediction is judged against. */
  StudySpeedups without(Collection<String> cells) {
    return new StudySpeedups(runs.stream().filter(run -> !cells.contains(run.cell())).toList());
  }

  /** One for each cell. */
  double[] speedups() {
    Map<String, double[]> sums = new LinkedHashMap<>();
    for (Run run : runs) {
      double[] sum = sums.computeIfAbsent(run.cell(), cell -> new double[2]);
      sum[0] += run.blocks() * Math.log(run.speedup());
      sum[1] += run.blocks();
    }
    return sums.values().stream().mapToDouble(sum -> Math.exp(sum[0] / sum[1])).toArray();
  }

  /** Days on which they were measured, the earliest first: "2026-11-27". */
  String days() {
    return String.join(
        ", ",
        runs.stream().map(run -> run.measured().substring(0, 10)).distinct().sorted().toList());
  }
}
