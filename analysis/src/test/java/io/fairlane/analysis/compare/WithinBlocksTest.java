package io.fairlane.analysis.compare;

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

  /** Blocks of hosts as fast as given; luck and each pair's draw of the costs of sd 0.1. */
  private static List<Trial> replications(Random random, double... slower) {
    List<Trial> trials = new ArrayList<>();
    double costs = 0;
    for (int rep = 0; rep < EACH * slower.length; rep++) {
      costs = rep % 2 == 0 ? SPREAD * random.nextGaussian() : costs;
      double luck = SPREAD * random.nextGaussian();
      trials.add(trial(rep, slower[rep / EACH] * Math.exp(costs + luck)));
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
    double ofPairs = 0;
    double within = 0;
    int runs = 400;
    for (int run = 0; run < runs; run++) {
      List<Trial> trials = replications(random, 1, 2, 1.5, 1, 2);
      List<Trial> moved = WithinBlocks.of(trials, EACH);
      assertThat(StatUtils.mean(logs(moved)))
          .as("the mean of blocks stays")
          .isCloseTo(StatUtils.mean(logs(trials)), within(1e-12));
      double[] logs = logs(moved);
      double[] pairs = new double[logs.length / 2];
      for (int k = 0; k < pairs.length; k++) {
        pairs[k] = (logs[2 * k] + logs[2 * k + 1]) / 2;
        within += Math.pow(logs[2 * k] - logs[2 * k + 1], 2) / 2 / pairs.length / runs;
      }
      // blocks have equal means now: that takes their number less one from the degrees
      ofPairs += StatUtils.variance(pairs) * (pairs.length - 1) / pairs.length / runs;
    }
    assertThat(within).as("luck").isCloseTo(SPREAD * SPREAD, within(3e-4));
    assertThat(ofPairs)
        .as("costs, and luck that a pair leaves")
        .isCloseTo(1.5 * SPREAD * SPREAD, within(5e-4));
  }

  @Test
  void turnsPerSecondStay() {
    for (Trial moved : WithinBlocks.of(replications(new Random(2), 1, 3), EACH)) {
      assertThat(moved.backgroundTurnsPerSecond()).isCloseTo(1e6, within(20.0));
    }
  }
}
