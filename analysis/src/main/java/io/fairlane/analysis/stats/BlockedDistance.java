package io.fairlane.analysis.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * {@link DistributionDistance} for trials of several blocks, of which each was simulated for
 * itself: in one block the host was fast, in the next slow. Values of different blocks must not be
 * exchanged then, so labels are shuffled within blocks only (a stratified permutation test: Good,
 * Permutation, Parametric and Bootstrap Tests of Hypotheses, 2005, chapter 6). The distance is that
 * of the two samples as wholes.
 *
 * <p>The test takes a measured value for one of its block's replications. What all trials share and
 * each replication draws anew, the error of a calibration, it does not know: a small p may be that.
 *
 * @param distance of the samples, its noise floor and its p
 * @param smallest the smallest p that such a test can give: with few trials in small blocks there
 *     are few ways to label them, and with few rounds few are tried
 */
public record BlockedDistance(DistributionDistance distance, double smallest) {

  /** What belongs together: simulated for just the measured trials beside it. */
  public record Block(double[] simulated, double[] measured) {}

  /**
   * @param blocks each with a value on either side
   * @param rounds relabellings; the smallest p is at least 1 / (rounds + 1)
   * @throws IllegalArgumentException with fewer than {@link DistributionDistance#MIN_MEASURED}
   *     measured values, or a block without values of one kind
   */
  public static BlockedDistance of(List<Block> blocks, int rounds, long seed) {
    double[] simulated = blocks.stream().flatMapToDouble(b -> Arrays.stream(b.simulated)).toArray();
    double[] measured = blocks.stream().flatMapToDouble(b -> Arrays.stream(b.measured)).toArray();
    if (measured.length < DistributionDistance.MIN_MEASURED
        || blocks.stream().anyMatch(b -> b.simulated.length == 0 || b.measured.length == 0)) {
      throw new IllegalArgumentException(
          "values: " + simulated.length + " simulated, " + measured.length + " measured");
    }
    UniformRandomProvider random = RandomSource.L64_X128_MIX.create(seed);
    Labels labels = new Labels(blocks, simulated.length, measured.length);
    double distance = labels.distance();
    int asFar = 0;
    double[] floors = new double[rounds];
    double[] own = measured.clone();
    for (int round = 0; round < rounds; round++) {
      floors[round] = DistributionDistance.betweenParts(own, own.length / 2, random);
      labels.shuffle(random);
      asFar += labels.distance() >= distance * (1 - DistributionDistance.ROUNDING) ? 1 : 0;
    }
    return new BlockedDistance(
        new DistributionDistance(
            distance,
            distance / SampleSummary.quantile(measured, 0.5),
            SampleSummary.quantile(floors, 0.5),
            SampleSummary.quantile(floors, 0.95),
            (asFar + 1.0) / (rounds + 1)),
        Math.max(1.0 / (rounds + 1), 1 / labellings(blocks)));
  }

  private static double labellings(List<Block> blocks) {
    double ways = 1;
    for (Block block : blocks) {
      for (int i = 1; i <= block.measured.length; i++) {
        ways *= (block.simulated.length + i) / (double) i;
      }
    }
    return ways;
  }

  /** All values in order, and which of them count as measured. */
  private static final class Labels {
    private final double[] values;
    private final boolean[] isMeasured;

    /** Places of each block's values in the order. */
    private final int[][] places;

    private final double simulatedShare;
    private final double measuredShare;

    Labels(List<Block> blocks, int simulated, int measured) {
      record Value(double at, int block, boolean measured) {}
      List<Value> sorted =
          IntStream.range(0, blocks.size())
              .boxed()
              .flatMap(
                  b ->
                      Stream.concat(
                          Arrays.stream(blocks.get(b).simulated)
                              .mapToObj(v -> new Value(v, b, false)),
                          Arrays.stream(blocks.get(b).measured)
                              .mapToObj(v -> new Value(v, b, true))))
              .sorted(Comparator.comparingDouble(Value::at))
              .toList();
      values = sorted.stream().mapToDouble(Value::at).toArray();
      isMeasured = new boolean[values.length];
      places = new int[blocks.size()][];
      for (int b = 0; b < places.length; b++) {
        int block = b;
        places[b] =
            IntStream.range(0, values.length).filter(i -> sorted.get(i).block() == block).toArray();
      }
      for (int i = 0; i < values.length; i++) {
        isMeasured[i] = sorted.get(i).measured();
      }
      simulatedShare = 1.0 / simulated;
      measuredShare = 1.0 / measured;
    }

    void shuffle(UniformRandomProvider random) {
      for (int[] block : places) {
        for (int i = block.length - 1; i > 0; i--) {
          int j = random.nextInt(i + 1);
          boolean swapped = isMeasured[block[i]];
          isMeasured[block[i]] = isMeasured[block[j]];
          isMeasured[block[j]] = swapped;
        }
      }
    }

    /** The area between the two distribution functions, in one walk up the values. */
    double distance() {
      double area = 0;
      double apart = 0;
      for (int i = 0; i + 1 < values.length; i++) {
        apart += isMeasured[i] ? measuredShare : -simulatedShare;
        area += (values[i + 1] - values[i]) * Math.abs(apart);
      }
      return area;
    }
  }
}
