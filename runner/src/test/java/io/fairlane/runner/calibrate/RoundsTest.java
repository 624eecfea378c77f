package io.fairlane.runner.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.experiment.Cost;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RoundsTest {
  @Test
  void theMedianStandsAgainstNeighboursWhoSpoilSomeRounds() {
    Rounds rounds = new Rounds();
    for (int i = 0; i < 100; i++) {
      rounds.add(Map.of("send", i % 3 == 0 ? 5_000.0 : 14 + i % 10 / 10.0));
    }
    Cost send = rounds.of("send", "test").orElseThrow();
    assertThat(send.value()).isBetween(14.0, 15.0);
    assertThat(send.high()).isLessThan(16);
    assertThat(send.low()).isLessThanOrEqualTo(send.value());
    assertThat(send.source()).isEqualTo("test; median of 100 samples");
  }

  @Test
  void differencesAreFormedWithinTheRoundsThatHaveBothParts() {
    Rounds rounds = new Rounds();
    rounds.add(Map.of("pair", 130.0, "send", 30.0));
    rounds.add(Map.of("pair", 260.0, "send", 60.0));
    rounds.add(Map.of("pair", 1.0));
    Cost difference =
        rounds
            .of("test", List.of("pair", "send"), r -> r.get("pair") - r.get("send"))
            .orElseThrow();
    assertThat(difference.value()).isEqualTo(150);
  }

  @Test
  void whatWasNeverMeasuredIsAbsent() {
    assertThat(new Rounds().of("send", "test")).isEmpty();
  }

  /** 1,000 seeded populations of 25: the interval must hold the true median in 93-99 %. */
  @Test
  void theIntervalCoversTheMedian() {
    Random random = new Random(7);
    int covered = 0;
    for (int again = 0; again < 1000; again++) {
      Rounds rounds = new Rounds();
      for (int i = 0; i < 25; i++) {
        rounds.add(Map.of("x", Math.exp(random.nextGaussian())));
      }
      Cost x = rounds.of("x", "test").orElseThrow();
      if (x.low() <= 1 && 1 <= x.high()) {
        covered++;
      }
    }
    assertThat(covered).isBetween(930, 990);
  }
}
