package io.fairlane.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  /** The fields of one object: a calibration may give one figure to two of them. */
  @Test
  void whatIsOneFigureInTwoFieldsIsChangedByField() {
    Costs one = COSTS.map((name, cost) -> COSTS.send());
    Costs slower = one.atSpeed(2 * one.iteration().value());
    assertThat(slower.lone().value()).isEqualTo(1);
    assertThat(slower.wake().value()).isCloseTo(10 * Math.sqrt(2), within(1e-9));
    assertThat(slower.handoffIdle().value()).isCloseTo(10 * Math.sqrt(2), within(1e-9));
  }

  @Test
  void everyFieldIsChangedUnderItsOwnName() {
    List<String> names = new ArrayList<>();
    Costs named =
        COSTS.map(
            (name, cost) -> {
              names.add(name);
              return Cost.cited(names.size(), name);
            });
    assertThat(names).containsExactlyElementsOf(COSTS.byName().keySet());
    named.byName().forEach((name, cost) -> assertThat(cost.source()).isEqualTo(name));
  }

  @Test
  void calibrationsOfBeforeCrowdsHaveThePublishedGrowth(@TempDir Path dir) throws Exception {
    Path file = dir.resolve("costs.json");
    String go = CostsFile.text(Map.of(Runtime.GO, COSTS));
    String pool = CostsFile.text(Map.of(Runtime.POOL, COSTS)).replace("\"go\"", "\"pool\"");
    for (String text : List.of(go, pool)) {
      String before = text.replaceAll("\"(send|receive)Growth\" : \\{[^}]*},\\s*", "");
      assertThat(before).doesNotContain("Growth").contains("receiveContended", "\"complete\"");
      Files.writeString(file, before);
      Costs read = CostsFile.read(file).values().iterator().next();
      assertThat(read.sendGrowth().value()).isEqualTo(0.5);
      assertThat(read.receiveGrowth().value()).isEqualTo(text.equals(go) ? 0.5 : 0);
      assertThat(read.sendGrowth().source()).startsWith("not measured").contains("go#64455");
      assertThat(read.atSpeed(2).sendGrowth()).as("a ratio").isEqualTo(read.sendGrowth());
    }
    assertThat(Costs.unit("sendGrowth")).isEqualTo("ratio").isEqualTo(Costs.unit("receiveGrowth"));
    assertThat(Costs.unit("sendContended")).isEqualTo("ns");
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
