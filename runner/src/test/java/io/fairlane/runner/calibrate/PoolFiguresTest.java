package io.fairlane.runner.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The pool's figures from the benchmarks' counters, on a host whose speed changes. */
class PoolFiguresTest {
  private static final int ITERATIONS = 40;

  /** Every second iteration at half speed; what is counted grows by the square root of it. */
  private static PoolFigures figures(double elasticity) {
    double[] iteration =
        IntStream.range(0, ITERATIONS).mapToDouble(i -> 0.4 * (1 + i % 2)).toArray();
    double[] yield =
        IntStream.range(0, ITERATIONS)
            .mapToDouble(i -> 50 * noise(i) * Math.pow(1 + i % 2, elasticity))
            .toArray();
    double[] lone = IntStream.range(0, ITERATIONS).mapToDouble(i -> 0.6 * iteration[i]).toArray();
    return new PoolFigures(
        new Counted(
            Map.of(
                "yield",
                new Samples(yield),
                "yieldIteration",
                new Samples(iteration),
                "sharedIteration",
                new Samples(iteration),
                "loneIteration",
                new Samples(lone))),
        Map.of("yield", "yieldIteration"),
        0.4);
  }

  private static double noise(int i) {
    return 1 + 0.01 * Math.sin(i);
  }

  @Test
  void theSlopeOfAFigureIsMeasuredAndNotGuessed() {
    assertThat(figures(0.5).elasticity("yield")).isCloseTo(0.5, within(0.03));
    assertThat(figures(1).elasticity("yield")).isCloseTo(1, within(0.03));
    assertThat(figures(0.5).cost("yield", "test").value()).isCloseTo(50, within(2.0));
  }

  @Test
  void howMuchFasterALoneCpuIsIsARatioWithinEachIteration() {
    assertThat(figures(0.5).ratio("loneIteration", "sharedIteration", "test").value())
        .isCloseTo(0.6, within(1e-9));
  }
}
