package io.fairlane.analysis.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Test;

class WithinBlocksTest {
  private static final int EACH = 12;
  private static final double SPREAD = 0.1;

  /** Blocks of hosts as fast as given, with luck of sd 0.1 within. */
  private static List<Trial> replications(Random random, double... slower) {
    List<Trial> trials = new ArrayList<>();
    for (int rep = 0; rep < EACH * slower.length; rep++) {
      double seconds = slower[rep / EACH] * Math.exp(SPREAD * random.nextGaussian());
      trials.add(trial(rep, seconds));
    }
    return trials;
  }

  private static Trial trial(int rep, double seconds) {
    return new Trial(
        Trial.Kind.PREDICTED,
        "cell",
        Runtime.GO,
        Arm.FAIR,
        rep,
        1,
        seconds,
        1_000,
        new Trial.Counters(Math.round(1e6 * seconds), null, null, null, null, null),
        Trial.Latency.ABSENT,
        Trial.Verdict.CLEAN,
        Trial.HostNoise.ABSENT);
  }

  private static double[] logs(List<Trial> trials) {
    return trials.stream().mapToDouble(t -> Math.log(t.seconds())).toArray();
  }

  @Test
  void whatDiffersFromBlockToBlockIsTheHost() {
    Random random = new Random(1);
    double variance = 0;
    int runs = 200;
    for (int run = 0; run < runs; run++) {
      List<Trial> trials = replications(random, 1, 2, 1.5, 1, 2);
      List<Trial> moved = WithinBlocks.of(trials, EACH);
      assertThat(StatUtils.mean(logs(moved)))
          .as("the mean of blocks stays")
          .isCloseTo(StatUtils.mean(logs(trials)), within(1e-12));
      variance += StatUtils.variance(logs(moved)) / runs;
    }
    assertThat(Math.sqrt(variance)).as("luck within").isCloseTo(SPREAD, within(0.003));
  }

  @Test
  void turnsPerSecondStay() {
    for (Trial moved : WithinBlocks.of(replications(new Random(2), 1, 3), EACH)) {
      assertThat(moved.backgroundTurnsPerSecond()).isCloseTo(1e6, within(20.0));
    }
  }
}
