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
