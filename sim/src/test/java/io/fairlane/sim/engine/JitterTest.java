package io.fairlane.sim.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class JitterTest {
  private static final long ONE = 1L << 32;

  @Test
  void lognormalHasMeanOneAndTheAskedSpread() {
    assertMoments(Jitter.lognormal(0.15, new RandomStream(1, 1)), 0.15);
  }

  @Test
  void exponentialHasMeanOneAndSpreadOne() {
    assertMoments(Jitter.exponential(new RandomStream(2, 1)), 1.0);
  }

  @Test
  void paretoHasMeanOneAndATailCutWhereTheTableEnds() {
    Jitter pareto = Jitter.pareto(1.5, new RandomStream(3, 1));
    int n = 1_000_000;
    double sum = 0;
    double longest = 0;
    int beyondTen = 0;
    for (int i = 0; i < n; i++) {
      double factor = (double) pareto.draw() / ONE;
      sum += factor;
      longest = Math.max(longest, factor);
      beyondTen += factor > 10 ? 1 : 0;
    }
    assertThat(sum / n).isCloseTo(1, within(0.02));
    assertThat(longest).isCloseTo(139.6, within(0.1));
    // P(factor > x) = (scale / x)^1.5 with the scale 1/2.91 that makes the cut mean 1
    assertThat((double) beyondTen / n).isCloseTo(Math.pow(0.03436, 1.5), within(0.0004));
  }

  private static void assertMoments(Jitter jitter, double sd) {
    int n = 200_000;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double factor = (double) jitter.draw() / ONE;
      sum += factor;
      squares += factor * factor;
    }
    double mean = sum / n;
    assertThat(mean).isCloseTo(1, within(5 * sd / Math.sqrt(n)));
    assertThat(Math.sqrt(squares / n - mean * mean)).isCloseTo(sd, within(0.03 * sd));
  }

  @Test
  void timesIsExactWhereTheProductExceeds64Bits() {
    assertThat(Jitter.times(1_000_000_000_000_000L, ONE)).isEqualTo(1_000_000_000_000_000L);
    assertThat(Jitter.times(1_000_000_000_000_000L, ONE + ONE / 2))
        .isEqualTo(1_500_000_000_000_000L);
    assertThat(Jitter.times(7, ONE / 2)).isEqualTo(3);
    assertThat(Jitter.NONE.draw()).isEqualTo(ONE);
  }
}
