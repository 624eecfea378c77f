package io.fairlane.analysis.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Trial;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoiseFloorTest {
  private static Trial trial(Arm arm, int rep, double seconds) {
    return new Trial(
        Trial.Kind.MEASURED,
        "s",
        Runtime.GO,
        arm,
        rep,
        rep,
        seconds,
        1_000,
        new Trial.Counters(null, null, null, null, null, null),
        Trial.Latency.ABSENT,
        Trial.Verdict.CLEAN,
        Trial.HostNoise.ABSENT);
  }

  @Test
  void neighbouringBlocksOfAnArmAreSetAgainstEachOther() {
    List<Trial> trials = new ArrayList<>();
    for (int block = 0; block < 8; block++) {
      // drifts by a factor of 2 in all, and every other block takes 10 % longer
      double drift = Math.pow(2, block / 2 / 4.0);
      trials.add(trial(Arm.FAIR, block, 5 * drift * (block % 2 == 0 ? 1.1 : 1)));
      trials.add(trial(Arm.LOCKED, block, block % 2 == 0 ? 1 : 1 + block / 100.0));
    }
    List<NoiseFloor> floors = NoiseFloor.of(trials);
    assertThat(floors).extracting(NoiseFloor::arm).containsExactly(Arm.FAIR, Arm.LOCKED);
    assertThat(floors.getFirst().ratio().ratio()).isCloseTo(1.1, within(1e-9));
    assertThat(floors.getFirst().ratio().n()).isEqualTo(4);
    assertThat(floors.get(1).ratio().low()).isLessThan(1 / 1.01);
    assertThat(floors.get(1).halfWidth())
        .isCloseTo(1 / floors.get(1).ratio().low() - 1, within(1e-9));
    assertThat(NoiseFloor.text(floors).lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void oneBlockSaysNothing() {
    assertThat(NoiseFloor.of(List.of(trial(Arm.FAIR, 0, 1)))).isEmpty();
  }
}
