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
