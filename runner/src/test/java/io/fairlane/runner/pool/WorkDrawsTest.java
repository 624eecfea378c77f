package io.fairlane.runner.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fairlane.experiment.Distribution;
import io.fairlane.experiment.Work;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against closed forms of the distributions. */
class WorkDrawsTest {
  private static long[] sorted(Work work, long seed) {
    WorkDraws draws = WorkDraws.of(work, 2, seed);
    return LongStream.generate(draws::next).limit(200_000).sorted().toArray();
  }

  /** Median and upper quartile of mean 100,000; Pareto 3 has a finite variance. */
  @ParameterizedTest
  @CsvSource({
    "EXPONENTIAL, 0, 69315, 138629",
    "LOGNORMAL, 0.5, 89443, 123053",
    "PARETO, 3, 83995, 105827"
  })
  void theMeanIsTheMeanAndQuantilesAreThoseOfTheDistribution(
      Distribution distribution, double shape, double median, double upperQuartile) {
    long[] values = sorted(new Work(100_000, distribution, shape), 7);
    assertThat(Arrays.stream(values).average().orElseThrow()).isCloseTo(1e5, within(1e3));
    assertThat(values[100_000]).isCloseTo(Math.round(median), within(1_000L));
    assertThat(values[150_000]).isCloseTo(Math.round(upperQuartile), within(1_500L));
  }

  @Test
  void theSeedFixesThem() {
    Work work = new Work(1_000, Distribution.EXPONENTIAL, 0);
    assertThat(sorted(work, 1)).isEqualTo(sorted(work, 1)).isNotEqualTo(sorted(work, 2));
  }

  @Test
  void aConstantIsConstant() {
    assertThat(sorted(Work.constant(5), 1)).containsOnly(5);
  }
}
