package io.fairlane.runner.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fairlane.experiment.Proof;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpeedSeenTest {
  private static final double[] EQUAL = {0.5, 0.5};

  @Test
  void workAddsUpByRates() {
    Proof.Speed seen =
        SpeedSeen.of(List.of(new double[] {0.4, 0.4}, new double[] {0.8, 0.8}), EQUAL);
    assertThat(seen.iterationNs()).isCloseTo(2 / (1 / 0.4 + 1 / 0.8), within(1e-12));
    assertThat(seen.cpusNs()).containsExactly(0.4, 0.8);
    assertThat(seen.samples()).isEqualTo(4);
    assertThat(seen.error()).as("each CPU was the same in all looks").isZero();
  }

  @Test
  void theIdleCpusSpeedDoesNotCount() {
    Proof.Speed seen =
        SpeedSeen.of(
            List.of(new double[] {0.4, 0.5, 0.4}, new double[] {0.8, 0.3, 0.8}),
            new double[] {1, 0});
    assertThat(seen.iterationNs()).isEqualTo(seen.cpusNs().get(0));
    assertThat(seen.error()).isEqualTo(seen.cpusError().get(0));
  }

  /** Both have the same looks, half of them slow, in another order. */
  @Test
  void aChangeNowAndThenIsKnownBetterThanOneWithEveryLook() {
    double[] now = new double[100];
    double[] every = new double[100];
    Arrays.setAll(now, i -> i < 50 ? 0.35 : 0.7);
    Arrays.setAll(every, i -> i % 2 == 0 ? 0.35 : 0.7);
    Proof.Speed seen = SpeedSeen.of(List.of(now, every), EQUAL);
    assertThat(seen.cpusNs().get(0)).isCloseTo(seen.cpusNs().get(1), within(1e-9));
    assertThat(seen.cpusError().get(1)).isCloseTo(0.047, within(0.002));
    assertThat(seen.cpusError().get(0)).isLessThan(0.006);
  }

  @Test
  void aCpuThatWasNotLookedAtLeavesTheSpeedAbsent() {
    assertThat(SpeedSeen.of(List.of(new double[] {0.4}, new double[0]), EQUAL))
        .isEqualTo(Proof.Speed.ABSENT);
    assertThat(SpeedSeen.of(List.of(new double[] {0.4}), new double[] {1}).error())
        .as("one look tells no error")
        .isZero();
  }

  /**
   * A CPU of two speeds that stays at one for {@code dwell} ms in the mean, seen every 10 ms for
   * two seconds: how often is its true mean rate within 1.96 errors of what was seen?
   */
  @ParameterizedTest
  @ValueSource(ints = {3, 30, 300})
  void theErrorCoversWhatWasNotSeen(int dwell) {
    SplittableRandom random = new SplittableRandom(7);
    int hits = 0;
    int runs = 2_000;
    for (int run = 0; run < runs; run++) {
      boolean slow = random.nextBoolean();
      double rates = 0;
      double[] looks = new double[200];
      for (int ms = 0; ms < 2_000; ms++) {
        slow ^= random.nextInt(dwell) == 0;
        double ns = slow ? 0.7 : 0.35;
        rates += 1 / ns;
        if (ms % 10 == 5) {
          looks[ms / 10] = ns;
        }
      }
      Proof.Speed seen = SpeedSeen.of(List.of(looks), new double[] {1});
      double off = Math.abs(2_000 / rates / seen.iterationNs() - 1);
      hits += off <= 1.96 * seen.error() ? 1 : 0;
    }
    assertThat((double) hits / runs).isBetween(0.93, 1.0);
  }
}
