package io.fairlane.runner.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fairlane.experiment.Cost;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplesTest {
  @Test
  void aDisturbedIterationDoesNotMoveTheCost() {
    Cost cost = new Samples(new double[] {10, 11, 9, 10, 10, 900, 10, 11, 9, 10}).cost("test");
    assertThat(cost.value()).isEqualTo(10);
    assertThat(cost.high()).isLessThan(900);
  }

  @Test
  void aDifferenceOfNoisyFiguresStaysACost() {
    Samples small = new Samples(new double[] {1, 2, 3});
    assertThat(small.minus(5).cost("test").value()).isPositive();
  }

  /** Coverage of the order-statistic interval, seeded: 95 % nominal, at least 90 % here. */
  @Test
  void theIntervalCoversTheMedian() {
    Random random = new Random(7);
    int trials = 2_000;
    long covered =
        IntStream.range(0, trials)
            .filter(
                t -> {
                  Cost cost =
                      new Samples(random.doubles(12, 100, 200).toArray())
                          .cost("uniform, median 150");
                  return cost.low() <= 150 && 150 <= cost.high();
                })
            .count();
    assertThat(covered / (double) trials).isBetween(0.90, 1.0);
  }

  /** Known-bad control: an interval around the wrong value must not cover. */
  @Test
  void aShiftedIntervalDoesNotCover() {
    Random random = new Random(7);
    long covered =
        IntStream.range(0, 500)
            .filter(
                t -> {
                  Cost cost = new Samples(random.doubles(50, 100, 200).toArray()).cost("shifted");
                  return cost.low() <= 180 && 180 <= cost.high();
                })
            .count();
    assertThat(covered / 500.0).isLessThan(0.1);
  }

  @Test
  void spreadIsRelativeToTheMedian() {
    Random random = new Random(3);
    double[] values = random.doubles(1_000).map(u -> 0).toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] = 50 + 5 * random.nextGaussian();
    }
    assertThat(Samples.relativeSd(new Samples(values), "test").value())
        .isCloseTo(0.1, within(0.01));
  }
}
