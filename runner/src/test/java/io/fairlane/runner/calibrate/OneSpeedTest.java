package io.fairlane.runner.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fairlane.experiment.Cost;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OneSpeedTest {
  private static final double FAST = 0.35;
  private static final double SLOW = 0.70;

  /** Rounds of a host that is slow with that probability; send grows by its power of it. */
  private static List<Map<String, Double>> rounds(double slow, double power, int n) {
    Random random = new Random(5);
    List<Map<String, Double>> rounds = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double speed = random.nextDouble() < slow ? SLOW : FAST;
      Map<String, Double> round = new HashMap<>();
      round.put("iteration", speed);
      round.put("iteration@", speed);
      double noise = Math.exp(0.1 * random.nextGaussian());
      round.put("send", 15 * Math.pow(speed / FAST, power) * noise);
      round.put("send@", speed);
      round.put("send_rate", 0.02 * Math.pow(speed / FAST, -power) / noise);
      round.put("send_rate@", speed);
      rounds.add(round);
    }
    return rounds;
  }

  @Test
  void aHostOfTwoSpeedsTellsHowAFigureGrows() {
    OneSpeed speed = new OneSpeed(rounds(0.4, 0.8, 100));
    assertThat(speed.elasticity("send")).isCloseTo(0.8, within(0.05));
    assertThat(speed.elasticity("send_rate")).isCloseTo(-0.8, within(0.05));
    assertThat(speed.elasticity("iteration")).isCloseTo(1, within(1e-6));
    assertThat(speed.reference()).isEqualTo(FAST);
  }

  /** As measured the median jumps with the host; taken to a given speed it stays. */
  @Test
  void whatTheHostDidMeanwhileIsOutOfTheFigures() {
    Cost mostlyFast = at(FAST, rounds(0.3, 0.8, 100));
    Cost mostlySlow = at(FAST, rounds(0.7, 0.8, 100));
    assertThat(mostlySlow.value()).isCloseTo(mostlyFast.value(), within(0.7));
    assertThat(asMeasured(rounds(0.7, 0.8, 100))).isGreaterThan(1.4 * mostlyFast.value());
  }

  private static Cost at(double speed, List<Map<String, Double>> seen) {
    OneSpeed one = new OneSpeed(seen);
    return one.rounds()
        .of("send", "test")
        .orElseThrow()
        .withElasticity(one.elasticity("send"))
        .slowedBy(speed / one.reference());
  }

  private static double asMeasured(List<Map<String, Double>> seen) {
    Rounds rounds = new Rounds();
    seen.forEach(rounds::add);
    return rounds.of("send", "test").orElseThrow().value();
  }

  @Test
  void oneSpeedTellsNoSlope() {
    assertThat(new OneSpeed(rounds(0, 0.3, 50)).elasticity("send")).isEqualTo(OneSpeed.UNSEEN);
  }

  /** A figure that is mostly noise does not overrule what is known of its kind. */
  @Test
  void aNoisySlopeWeighsLittle() {
    List<Map<String, Double>> seen = rounds(0.5, 0.8, 20);
    Random random = new Random(3);
    seen.forEach(
        round -> {
          round.put("wake", 10_000 * Math.exp(random.nextGaussian()));
          round.put("wake@", round.get("send@"));
        });
    assertThat(new OneSpeed(seen).elasticity("wake"))
        .isCloseTo(OneSpeed.UNSEEN_ELSEWHERE, within(0.25));
  }

  /** The speed changed while it was measured: no companion. */
  @Test
  void figuresBetweenTwoSpeedsAreLeftOutIfOthersAreThere() {
    List<Map<String, Double>> seen = rounds(0, 1, 20);
    for (int i = 0; i < 10; i++) {
      seen.get(i).remove("send@");
      seen.get(i).put("send", 1_000.0);
    }
    assertThat(new OneSpeed(seen).rounds().of("send", "test").orElseThrow().value()).isLessThan(20);
    for (int i = 10; i < 13; i++) {
      seen.get(i).remove("send@");
    }
    assertThat(new OneSpeed(seen).rounds().of("send", "test").orElseThrow().source())
        .as("with 7 steady rounds all are taken")
        .contains("of 20 samples");
  }

  @Test
  void withoutALookFiguresStayAsTheyAre() {
    OneSpeed speed = new OneSpeed(List.of(Map.of("send", 14.0)));
    assertThat(speed.reference()).isNaN();
    assertThat(speed.elasticity("send")).isZero();
    assertThat(speed.rounds().of("send", "test").orElseThrow().value()).isEqualTo(14);
  }
}
