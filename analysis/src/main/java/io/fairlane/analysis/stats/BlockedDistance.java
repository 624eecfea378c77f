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
 * exchanged then, so labels are exchanged within blocks only (a stratified permutation test: Good,
 * Permutation, Parametric and Bootstrap Tests of Hypotheses, 2005, chapter 6). All ways to label
 * are gone through where there are few, else some at random. The distance is that of the two
 * samples as wholes.
 *
 * <p>The test takes a measured value for one of its block's replications. What all trials share and
 * each replication draws anew, the error of a calibration, it does not know: a small p may be that.
 *
 * @param distance of the samples, its noise floor and its p
 * @param smallest the smallest p that such a test can give: with few trials in small blocks there
 *     are few ways to label them, and of many not all are tried
 */
public record BlockedDistance(DistributionDistance distance, double smallest) {

  /** Splits for the noise floor: a median and a 95th percentile need no more. */
  private static final int MOST_SPLITS = 999;

  /** What belongs together: simulated for just the measured trials beside it. */
  public record Block(double[] simulated, double[] measured) {}

  /**
   * @param blocks each with a value on either side
   * @param rounds how many labellings are tried; all, if there are no more
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
    double ways = labellings(blocks);
    double asFar = labels.shareAsFar(distance, ways <= rounds ? 0 : rounds, random);
    double[] floors = new double[Math.min(rounds, MOST_SPLITS)];
    double[] own = measured.clone();
    for (int split = 0; split < floors.length; split++) {
      floors[split] = DistributionDistance.betweenParts(own, own.length / 2, random);
    }
    return new BlockedDistance(
        new DistributionDistance(
            distance,
            distance / SampleSummary.quantile(measured, 0.5),
            SampleSummary.quantile(floors, 0.5),
            SampleSummary.quantile(floors, 0.95),
            asFar),
        ways <= rounds ? 1 / ways : Math.max(1 / ways, 1 / (rounds + 1.0)));
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

    /**
     * Of all labellings, those that set the samples as far apart.
     *
     * @param rounds how many labellings are drawn at random, to which that seen is added; 0 to go
     *     through all
     */
    double shareAsFar(double seen, int rounds, UniformRandomProvider random) {
      Tally tally = new Tally(seen * (1 - DistributionDistance.ROUNDING));
      if (rounds == 0) {
        throughAll(0, tally);
      } else {
        tally.add(seen);
        for (int round = 0; round < rounds; round++) {
          shuffle(random);
          tally.add(distance());
        }
      }
      return tally.asFar / (double) tally.all;
    }

    /** Labels the blocks from this one on in every way. */
    private void throughAll(int block, Tally tally) {
      if (block == places.length) {
        tally.add(distance());
        return;
      }
      int measured = 0;
      for (int place : places[block]) {
        measured += isMeasured[place] ? 1 : 0;
        isMeasured[place] = false;
      }
      choose(block, 0, measured, tally);
    }

    /** Labels so many more of a block's values, from one of them on, in every way. */
    private void choose(int block, int from, int more, Tally tally) {
      if (more == 0) {
        boolean[] before = isMeasured.clone();
        throughAll(block + 1, tally);
        System.arraycopy(before, 0, isMeasured, 0, before.length);
        return;
      }
      for (int i = from; i <= places[block].length - more; i++) {
        isMeasured[places[block][i]] = true;
        choose(block, i + 1, more - 1, tally);
        isMeasured[places[block][i]] = false;
      }
    }

    private void shuffle(UniformRandomProvider random) {
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

  /** Counts labellings. */
  private static final class Tally {
    private final double atLeast;
    private long all;
    private long asFar;

    Tally(double atLeast) {
      this.atLeast = atLeast;
    }

    void add(double distance) {
      all++;
      asFar += distance >= atLeast ? 1 : 0;
    }
  }
}
