package io.fairlane.analysis.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class LogAxisTest {
  @Test
  void roundTicks() {
    assertThat(new LogAxis(0.8, 60, 0, 100).ticks(7))
        .containsExactly(1.0, 2.0, 5.0, 10.0, 20.0, 50.0);
    assertThat(new LogAxis(8, 45, 0, 100).ticks(7))
        .containsExactly(8.0, 10.0, 15.0, 20.0, 30.0, 40.0);
    assertThat(new LogAxis(1e-3, 1e6, 0, 100).ticks(10)).hasSize(10);
  }

  @Test
  void nothingToShowIsStillAnAxis() {
    LogAxis axis = LogAxis.around(DoubleStream.of(Double.NaN), 0, 100);
    assertThat(axis.at(1)).isCloseTo(50, within(1e-9));
  }

  @Test
  void oneWildIntervalDoesNotStretchIt() {
    LogAxis axis =
        LogAxis.around(DoubleStream.of(0.8, 20), DoubleStream.of(0.7, 527, 1e-5, Double.NaN), 0, 9);
    assertThat(axis.holds(0.8)).isTrue();
    assertThat(axis.holds(20)).isTrue();
    assertThat(axis.holds(0.7)).isTrue();
    assertThat(axis.holds(527)).isFalse();
    assertThat(axis.holds(1e-5)).isFalse();
    assertThat(axis.high() / axis.low()).isLessThan(500);
    LogAxis tame = LogAxis.around(DoubleStream.of(1, 2), DoubleStream.of(0.9, 2.4), 0, 9);
    assertThat(tame.holds(0.9) && tame.holds(2.4)).isTrue();
  }

  @Property(tries = 300)
  void everyValueLiesOnItAndTicksAreFew(
      @ForAll @DoubleRange(min = -4, max = 4) double logA,
      @ForAll @DoubleRange(min = -4, max = 4) double logB) {
    double a = Math.pow(10, logA);
    double b = Math.pow(10, logB);
    LogAxis axis = LogAxis.around(DoubleStream.of(a, b), 10, 200);
    assertThat(axis.at(a)).isBetween(10.0, 200.0);
    assertThat(axis.at(Math.max(a, b))).isGreaterThanOrEqualTo(axis.at(Math.min(a, b)));
    List<Double> ticks = axis.ticks(7);
    assertThat(ticks).hasSizeBetween(2, 9);
    assertThat(ticks).allMatch(tick -> tick >= axis.low() && tick <= axis.high() * 1.0001);
  }
}
