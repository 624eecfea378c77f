package io.fairlane.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CostsTest {
  private static final Costs COSTS = costs();

  private static Costs costs() {
    Cost all = new Cost(10, 8, 12, 0.5, "test");
    Cost fixed = Cost.cited(7, "test");
    Cost loop = new Cost(0.5, 0.4, 0.6, 1, "test");
    return new Costs(
        Runtime.GO,
        "host",
        2,
        loop,
        all,
        all,
        all,
        all,
        all,
        all,
        all,
        all,
        all,
        all,
        all,
        all,
        all,
        all,
        all,
        fixed,
        fixed,
        all,
        all,
        all,
        all,
        all,
        Cost.cited(0.9, "test"));
  }

  @Test
  void onSlowerCpusEachCostGrowsByItsElasticity() {
    Costs slower = COSTS.atSpeed(1);
    assertThat(slower.iteration().value()).isEqualTo(1);
    assertThat(slower.send().value()).isCloseTo(10 * Math.sqrt(2), within(1e-9));
    assertThat(slower.send().high()).isCloseTo(12 * Math.sqrt(2), within(1e-9));
    assertThat(slower.sysmonPeriod()).isEqualTo(COSTS.sysmonPeriod());
    assertThat(slower.lone().value()).as("it is in the speed that was seen").isEqualTo(1);
    assertThat(slower.atSpeed(0.5).send().value()).isCloseTo(10, within(1e-9));
  }

  @Test
  void calibrationsOfBeforeElasticitiesStayReadable(@TempDir Path dir) throws Exception {
    Path file = dir.resolve("costs.json");
    String text = CostsFile.text(Map.of(Runtime.GO, COSTS));
    Files.writeString(file, text.replaceAll("\"elasticity\" : [0-9.]+,\\s*", ""));
    assertThat(Files.readString(file)).doesNotContain("elasticity").isNotEqualTo(text);
    assertThat(CostsFile.read(file).get(Runtime.GO).send().elasticity()).isZero();
    Files.writeString(file, text);
    assertThat(CostsFile.read(file)).isEqualTo(Map.of(Runtime.GO, COSTS));
  }
}
