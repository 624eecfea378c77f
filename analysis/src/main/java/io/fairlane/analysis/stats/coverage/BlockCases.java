package io.fairlane.analysis.stats.coverage;

import io.fairlane.analysis.stats.BlockedDistance;
import io.fairlane.analysis.stats.BlockedDistance.Block;
import io.fairlane.analysis.stats.PitFigures;
import io.fairlane.analysis.stats.PitValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The routines that take single trials, each beside the replications that were run for its block,
 * and for each a prediction that is wrong and must be found out.
 */
final class BlockCases {
  private static final int[] SIZES = {5, 10, 20};

  /** Of an arm in a block, as {@code validate} makes unless told otherwise; so are the blocks. */
  private static final int REPLICATIONS = 12;

  private static final int BLOCKS = 5;
  private static final int RELABELLINGS = 99;

  /** How much the host's speed differs from block to block, on logs. */
  private static final double DRIFT = 0.3;

  /**
   * What all trials of a cell share and each replication draws anew, on logs: half as wide as a
   * trial's own noise, so that the values of a cell are not independent.
   */
  private static final double SHARED = 0.1;

  /** A prediction of half the spread, about the right middle. */
  private static final double NARROW = 0.5;

  /** A measurement that takes half as long again as predicted: twice its noise. */
  private static final double SLOWER = 1.5;

  private BlockCases() {}

  static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    for (Law law : Law.values()) {
      double middle = law.meanLog();
      for (int n : SIZES) {
        cases.add(
            Case.of(
                "PIT variance",
                law,
                n,
                draws ->
                    figures(law, draws, n, middle, 1)
                        .variance()
                        .contains(PitFigures.HONEST_VARIANCE)));
        cases.add(
            Case.control(
                "PIT variance, control",
                law,
                n,
                draws -> !figures(law, draws, n, middle, NARROW).tooNarrow()));
        cases.add(
            Case.of(
                "blocked W-1, test", law, n, draws -> stands(blocks(law, draws, n, 0, 1), draws)));
        cases.add(
            Case.of(
                "blocked W-1, drift",
                law,
                n,
                draws -> stands(blocks(law, draws, n, DRIFT, 1), draws)));
        cases.add(
            Case.control(
                "blocked W-1, control",
                law,
                n,
                draws -> stands(blocks(law, draws, n, DRIFT, SLOWER), draws)));
      }
    }
    return cases;
  }

  /**
   * Of so many cells.
   *
   * @param middle about which predictions are scaled, on logs
   * @param scale 1: predictions are right
   */
  private static PitFigures figures(Law law, Laps draws, int cells, double middle, double scale) {
    List<List<Double>> values = new ArrayList<>();
    for (int cell = 0; cell < cells; cell++) {
      double shared = SHARED * draws.gaussian();
      List<double[]> predictions = new ArrayList<>();
      double[] measured = logs(law, draws, BLOCKS, shared);
      for (int block = 0; block < BLOCKS; block++) {
        predictions.add(
            Arrays.stream(logs(law, draws, REPLICATIONS, 0))
                .map(log -> middle + scale * (log + SHARED * draws.gaussian() - middle))
                .toArray());
      }
      values.add(PitValues.of(predictions, measured, draws.nextInt(Integer.MAX_VALUE)).values());
    }
    return PitFigures.of(values);
  }

  /**
   * Blocks of one trial, on logs.
   *
   * @param drift of the host from block to block, which both sides meet
   * @param slower factor of the measured time; 1: predictions are right
   */
  private static List<Block> blocks(Law law, Laps draws, int n, double drift, double slower) {
    List<Block> blocks = new ArrayList<>();
    for (int block = 0; block < n; block++) {
      double host = drift * draws.gaussian();
      blocks.add(
          new Block(
              logs(law, draws, REPLICATIONS, host), logs(law, draws, 1, host + Math.log(slower))));
    }
    return blocks;
  }

  private static double[] logs(Law law, Laps draws, int n, double more) {
    return Arrays.stream(law.baseline(draws, n)).map(time -> Math.log(time) + more).toArray();
  }

  /** True if the prediction is not rejected. */
  private static boolean stands(List<Block> blocks, Laps draws) {
    return BlockedDistance.of(blocks, RELABELLINGS, draws.nextInt(Integer.MAX_VALUE)).distance().p()
        > 0.05;
  }
}
