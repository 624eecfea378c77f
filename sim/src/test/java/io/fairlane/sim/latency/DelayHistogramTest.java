package io.fairlane.sim.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Delays counted bucket by bucket are counted like those that come one at a time. */
class DelayHistogramTest {
  @Property
  void runsEqualSingleDelays(
      @ForAll @LongRange(max = 5_000_000_000_000L) long first,
      @ForAll @LongRange(min = -3_000_000, max = 3_000_000) long step,
      @ForAll @IntRange(min = 1, max = 3_000) int n) {
    long lowest = Math.min(first, first + (n - 1) * step);
    long start = lowest < 0 ? first - lowest : first;
    DelayHistogram run = new DelayHistogram();
    DelayHistogram single = new DelayHistogram();
    run.record(start, step, n);
    for (int i = 0; i < n; i++) {
      single.record(start + i * step);
    }
    assertThat(run).isEqualTo(single);
    assertThat(run.count()).isEqualTo(n);
  }

  @Property
  void shortDelaysInSmallSteps(
      @ForAll @LongRange(max = 3_000_000) long first,
      @ForAll @LongRange(min = -700, max = 700) long step,
      @ForAll @IntRange(min = 1, max = 3_000) int n) {
    runsEqualSingleDelays(first, step, n);
  }

  @Property
  void quantilesAreWithinTheStatedError(
      @ForAll @LongRange(min = 1, max = 20_000_000) long longest,
      @ForAll @LongRange(min = 0) long seed) {
    java.util.SplittableRandom random = new java.util.SplittableRandom(seed);
    long[] delays = random.longs(20_000, 0, longest * 1_000).toArray();
    DelayHistogram histogram = new DelayHistogram();
    for (long delay : delays) {
      histogram.record(delay);
    }
    Arrays.sort(delays);
    for (double q : new double[] {0.5, 0.99, 0.999}) {
      double exactNs = delays[(int) Math.ceil(q * delays.length - 1e-6) - 1] / 1_000.0;
      assertThat(histogram.quantileNs(q)).isBetween(exactNs - 1, exactNs * 1.001);
    }
  }

  @Test
  void quantileOnlyWhereTenDelaysLieBeyond() {
    DelayHistogram histogram = new DelayHistogram();
    assertThat(histogram.quantileNs(0.5)).isNull();
    histogram.record(7_000, 0, 19);
    assertThat(histogram.quantileNs(0.5)).isNull();
    histogram.record(7_000);
    assertThat(histogram.quantileNs(0.5)).isEqualTo(7);
    histogram.record(7_000, 0, 979);
    assertThat(histogram.quantileNs(0.99)).isNull();
    histogram.record(7_000);
    assertThat(histogram.quantileNs(0.99)).isEqualTo(7);
    histogram.record(7_000, 0, 8_999);
    assertThat(histogram.quantileNs(0.999)).isNull();
    histogram.record(7_000);
    assertThat(histogram.quantileNs(0.999)).isEqualTo(7);
  }

  @Test
  void growsBeyondItsFirstRange() {
    DelayHistogram histogram = new DelayHistogram();
    long day = 86_400_000_000_000_000L;
    histogram.record(0, day / 10, 11);
    assertThat((double) histogram.longestNs()).isCloseTo(day / 1e3, within(day / 1e6));
    assertThat(histogram.count()).isEqualTo(11);
  }

  @Test
  void differentCountsAreNoticed() {
    DelayHistogram one = new DelayHistogram();
    DelayHistogram other = new DelayHistogram();
    one.record(5_000);
    assertThat(one).isNotEqualTo(other);
    other.record(6_000);
    assertThat(one).isNotEqualTo(other);
  }
}
