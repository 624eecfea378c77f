package io.fairlane.runner.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class RatesTest {
  /** Windows of 10 to 11 ms at so many turns a millisecond, 2 % noise. */
  private static Rates rates(int windows, IntToDoubleFunction perMilli) {
    Random random = new Random(windows);
    Rates rates = new Rates();
    long now = 5_000_000_000L;
    double turns = 0;
    for (int i = 0; i <= windows; i++) {
      if (rates.wants(now)) {
        rates.add(now, Math.round(turns));
      }
      long width = 10_000_000 + random.nextInt(1_000_000);
      now += width;
      turns += perMilli.applyAsDouble(i) * width / 1e6 * (1 + 0.02 * random.nextGaussian());
    }
    return rates;
  }

  @Test
  void aSteadyCrowdHasNoChange() {
    assertThat(rates(200, i -> 50).changes()).isZero();
  }

  @Test
  void aHostThatSlowsDownAndRecoversChangesTwice() {
    assertThat(rates(300, i -> i / 100 == 1 ? 27 : 50).changes()).isEqualTo(2);
  }

  @Test
  void theConsumersOwnSlicesAreNoChange() {
    assertThat(rates(200, i -> i % 50 == 10 ? 25 : 50).changes()).isZero();
  }

  @Test
  void longTrialsHaveLongerWindowsOfTheSameRate() {
    Rates rates = rates(5_000, i -> i < 2_500 ? 50 : 20);
    assertThat(rates.perSecond().length).isBetween(500, 1_024);
    assertThat(rates.perSecond()[100]).isBetween(45_000.0, 55_000.0);
    assertThat(rates.changes()).isEqualTo(1);
  }

  @Test
  void shortTrialsAndNoCrowdDoNotTell() {
    assertThat(rates(10, i -> 50).changes()).isNull();
    assertThat(rates(100, i -> 0).changes()).isNull();
    assertThat(new Rates().changes()).isNull();
  }
}
