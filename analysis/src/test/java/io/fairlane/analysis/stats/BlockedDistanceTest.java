package io.fairlane.analysis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fairlane.analysis.stats.BlockedDistance.Block;
import io.fairlane.analysis.stats.coverage.Laps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class BlockedDistanceTest {
  private static final List<Block> FOUR =
      List.of(
          new Block(new double[] {1, 2, 4}, new double[] {3.5}),
          new Block(new double[] {11, 12.5, 13}, new double[] {13.5}),
          new Block(new double[] {21, 22, 23}, new double[] {22}),
          new Block(new double[] {31, 32, 33}, new double[] {35}));

  /** Against all 4^4 ways to pick one value of each block, by the unblocked routine. */
  @Test
  void meetsTheExactTest() {
    double[] all = FOUR.stream().flatMapToDouble(BlockedDistanceTest::values).toArray();
    double seen = distance(all, new int[] {3, 3, 3, 3});
    int asFar = 0;
    for (int way = 0; way < 256; way++) {
      int[] picked = {way % 4, way / 4 % 4, way / 16 % 4, way / 64};
      asFar += distance(all, picked) >= seen - 1e-9 ? 1 : 0;
    }
    BlockedDistance blocked = BlockedDistance.of(FOUR, 256, 5);
    assertThat(blocked.distance().distance()).isCloseTo(seen, within(1e-12));
    assertThat(blocked.distance().p()).isEqualTo(asFar / 256.0);
    assertThat(BlockedDistance.of(FOUR, 255, 5).distance().p())
        .as("some at random")
        .isCloseTo(asFar / 256.0, within(0.08));
    assertThat(blocked.smallest()).isEqualTo(1 / 256.0);
    assertThat(BlockedDistance.of(FOUR, 99, 5).smallest()).isEqualTo(0.01);
    assertThat(BlockedDistance.of(FOUR, 99, 5)).isEqualTo(BlockedDistance.of(FOUR, 99, 5));
  }

  private static DoubleStream values(Block block) {
    return DoubleStream.concat(Arrays.stream(block.simulated()), Arrays.stream(block.measured()));
  }

  /** With one value of each four as the measured one. */
  private static double distance(double[] all, int[] picked) {
    double[] measured = new double[4];
    List<Double> simulated = new ArrayList<>();
    for (int i = 0; i < all.length; i++) {
      if (i % 4 == picked[i / 4]) {
        measured[i / 4] = all[i];
      } else {
        simulated.add(all[i]);
      }
    }
    return DistributionDistance.between(simulated.stream().mapToDouble(v -> v).toArray(), measured);
  }

  /** Two of four measured: six ways, of which both ends are as far as can be. */
  @Test
  void aBlockMayHoldSeveralTrials() {
    List<Block> pairs = List.of(pair(0), pair(10));
    BlockedDistance its = BlockedDistance.of(pairs, 100, 1);
    assertThat(its.smallest()).isEqualTo(1 / 36.0);
    assertThat(its.distance().distance()).isCloseTo(2, within(1e-12));
    assertThat(its.distance().p()).as("each block up or down").isEqualTo(4 / 36.0);
  }

  private static Block pair(double at) {
    return new Block(new double[] {at, at + 1}, new double[] {at + 2, at + 3});
  }

  /** The host is twice as slow in every other block; a trial is 20 % slower than predicted. */
  @Test
  void seesWithinBlocksWhatTheirDifferencesHide() {
    Laps noise = new Laps(4);
    int rounds = 200;
    int wrong = 0;
    int found = 0;
    int foundUnblocked = 0;
    for (int round = 0; round < rounds; round++) {
      wrong += BlockedDistance.of(blocks(noise, 0), 99, round).distance().p() <= 0.05 ? 1 : 0;
      List<Block> slower = blocks(noise, 0.2);
      found += BlockedDistance.of(slower, 99, round).distance().p() <= 0.05 ? 1 : 0;
      foundUnblocked +=
          DistributionDistance.of(
                          slower.stream()
                              .flatMapToDouble(b -> Arrays.stream(b.simulated()))
                              .toArray(),
                          slower.stream()
                              .flatMapToDouble(b -> Arrays.stream(b.measured()))
                              .toArray(),
                          99,
                          round)
                      .p()
                  <= 0.05
              ? 1
              : 0;
    }
    assertThat(Share.of(wrong, rounds).low()).as("of honest predictions").isLessThan(0.05);
    assertThat(found).isGreaterThan(rounds * 3 / 4);
    assertThat(foundUnblocked).as("control").isLessThan(rounds / 4);
  }

  private static List<Block> blocks(Laps noise, double off) {
    List<Block> blocks = new ArrayList<>();
    for (int block = 0; block < 4; block++) {
      double host = block % 2 * Math.log(2);
      double[] simulated = LogRatio.logs(noise.lognormals(12, 0.05));
      double[] measured = LogRatio.logs(noise.lognormals(1, 0.05));
      blocks.add(
          new Block(
              Arrays.stream(simulated).map(v -> v + host).toArray(),
              Arrays.stream(measured).map(v -> v + host + off).toArray()));
    }
    return blocks;
  }

  @Test
  void tooFewTrialsAreRefused() {
    assertThatThrownBy(() -> BlockedDistance.of(FOUR.subList(0, 3), 99, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("values: 9 simulated, 3 measured");
  }
}
