package io.fairlane.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioFilesTest {
  @TempDir Path dir;

  @Test
  void seedIsTheBlogPostsWorkload() {
    assertThat(ScenarioFiles.read("seed", List.of()))
        .isEqualTo(
            new Scenario(
                "seed",
                2,
                new Scenario.Background(50_000, 100_000),
                new Scenario.Producers(20, 0),
                new Scenario.Channel(100_000),
                new Scenario.Consumer(10_000_000, 0)));
  }

  @Test
  void workIsANumberOrADistribution() throws IOException {
    Path file =
        Files.writeString(
            dir.resolve("x.yaml"),
            """
            background: {work: {mean: 5_000, distribution: lognormal, cv: 0.5}}
            producers: {work: 7, rate: 1000000, arrivals: exponential}
            consumer:
              work:
                distribution: pareto
                mean: 30
            """);
    Scenario scenario = ScenarioFiles.read(file.toString(), List.of());
    assertThat(scenario.background().work())
        .isEqualTo(new Work(5_000, Distribution.LOGNORMAL, 0.5));
    assertThat(scenario.producers())
        .isEqualTo(
            new Scenario.Producers(20, Work.constant(7), 1_000_000, Scenario.Arrivals.EXPONENTIAL));
    assertThat(scenario.consumer().work()).isEqualTo(new Work(30, Distribution.PARETO, 2.5));
    // a plain number is constant again
    assertThat(ScenarioFiles.read(file.toString(), List.of("consumer.work=4")).consumer().work())
        .isEqualTo(Work.constant(4));
  }

  @Test
  void onlyThePoolWakesToTheLastP() {
    Scenario scenario = ScenarioFiles.read("seed", List.of("wakeFromOutside=last-p"));
    assertThat(scenario.wakeFromOutside()).isEqualTo(Scenario.WakeFromOutside.LAST_P);
    Runtime.POOL.require(scenario);
    assertThatThrownBy(() -> Runtime.GO.require(scenario))
        .hasMessageStartingWith("wakeFromOutside = last-p: ")
        .hasMessageNotContaining("\n")
        .extracting(e -> ((Refusal) e).exitCode())
        .isEqualTo(2);
  }

  @Test
  void everyKeyIsInTheDefaultsWithItsRange() {
    String defaults = ScenarioFiles.defaultsText();
    for (ScenarioKey key : ScenarioKey.values()) {
      String name = key.path.substring(key.path.lastIndexOf('.') + 1);
      String line =
          defaults
              .lines()
              .filter(l -> l.strip().startsWith(name + ":"))
              .findFirst()
              .orElseThrow(() -> new AssertionError(key.path + " is missing"));
      assertThat(line).contains("#");
    }
  }

  @Test
  void everyBuiltInScenarioReads() {
    for (String name : ScenarioFiles.BUILT_IN) {
      assertThat(ScenarioFiles.read(name, List.of()).name()).isEqualTo(name);
    }
  }

  @Test
  void overridesWinInOrder() {
    Scenario scenario =
        ScenarioFiles.read(
            "seed", List.of("channel.capacity=7", "channel.capacity=1_000", "name=mine"));
    assertThat(scenario.channel().capacity()).isEqualTo(1_000);
    assertThat(scenario.name()).isEqualTo("mine");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          name: x\\nchanel: {capacity: 5}  | x.yaml:2: unknown key 'chanel': did you mean 'channel'?
          channel: {capcity: 5}  | x.yaml:1: unknown key 'channel.capcity': did you mean 'channel.capacity'?
          procesors: 3           | x.yaml:1: unknown key 'procesors': did you mean 'processors'?
          channel:\\n  capacity: -1 | x.yaml:2: channel.capacity = -1: allowed is a whole number of slots, 0 to 100000000
          channel: 5             | x.yaml:1: 'channel' holds several keys: write channel: {key: value}
          processors: two        | x.yaml:1: processors = two: allowed is a whole number of Ps, 1 to 256
          processors: [1]        | x.yaml:1: processors: expected one value, found a list or mapping
          - a                    | x.yaml:1: expected 'key: value' lines
          name: 'a b'            | x.yaml:1: name = a b: allowed are 1 to 64 letters
          background: {work: {meen: 5}} | x.yaml:1: unknown key 'background.work.meen': did you mean 'background.work.mean'?
          background: {work: {distribution: normal}} | background.work.distribution = normal: allowed is one of constant, exponential, lognormal, pareto
          background: {work: {distribution: pareto, alpha: 1}} | background.work.alpha = 1: allowed is a number, 1.1 to 100.0
          background: {work: {cv: 2}} | x.yaml:1: background.work.cv: only with distribution lognormal
          producers:\\n  arrivals: exponential | x.yaml:2: producers.arrivals: only with producers.rate above 0
          consumer: {lockedBy: me} | consumer.lockedBy = me: allowed is one of self, parent
          wakeFromOutside: last_p | wakeFromOutside = last_p: allowed is one of global, last-p
          consumer: {work: many} | x.yaml:1: consumer.work = many: allowed is a whole number of iterations
          consumer: {messages: 99999999999999999999} | consumer.messages = 99999999999999999999: allowed is
          """)
  void badInputIsOneLineWithFileLineKeyValueAndRange(String yaml, String line) throws IOException {
    Path file = Files.writeString(dir.resolve("x.yaml"), yaml.replace("\\n", "\n"));
    assertThatThrownBy(() -> ScenarioFiles.read(file.toString(), List.of()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(line)
        .hasMessageNotContaining("\n")
        .extracting(e -> ((Refusal) e).exitCode())
        .isEqualTo(2);
  }

  @Test
  void brokenYamlNamesTheLine() throws IOException {
    Path file = Files.writeString(dir.resolve("x.yaml"), "name: x\nchannel: {capacity: 5\n");
    assertThatThrownBy(() -> ScenarioFiles.read(file.toString(), List.of()))
        .isInstanceOf(Refusal.class)
        .hasMessageMatching(".*x\\.yaml:\\d+: not YAML: .*");
  }
}
