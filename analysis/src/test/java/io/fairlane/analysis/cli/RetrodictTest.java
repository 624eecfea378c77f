package io.fairlane.analysis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.analysis.cli.FakeHost.Ended;
import io.fairlane.experiment.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code fairlane retrodict}: what is printed, and what it refuses. */
class RetrodictTest {
  @TempDir Path folder;
  private FakeHost host;

  @BeforeEach
  void healthyHost() {
    host = new FakeHost(folder);
  }

  @Test
  void theTableFitsATerminalAndCountsItsVerdicts() {
    Ended ended = host.run("retrodict", "--runs", "3", "--cells", "14.1/b = 400000");
    assertThat(ended.code()).isZero();
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out()).contains("14.1 B = 400000, 1 P", "Predicted: 4 figures");
    assertThat(ended.out().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void jsonHasTheRunsAndTheVerdict() {
    Ended ended =
        host.run("retrodict", "--json", "--runs", "3", "--cells", "spawning 5000/1P*spawn s");
    JsonNode cell = Json.read("out", ended.out(), JsonNode.class).path("cells").path(0);
    assertThat(cell.path("cell").asString()).isEqualTo("14.3/spawning 5000/1P/fair/spawn s");
    assertThat(cell.path("values").size()).isEqualTo(3);
    assertThat(cell.path("median").asDouble()).isBetween(0.008, 0.012);
    assertThat(cell.path("verdict").asString()).isEqualTo("inside");
  }

  @Test
  void markdownIsATable() {
    Ended ended = host.run("retrodict", "--markdown", "--runs", "2", "--cells", "locked/turns");
    assertThat(ended.out()).startsWith("| section | cell |").contains("| 186-232 |");
  }

  @Test
  void cellsThatDoNotExistAreRefusedInOneLine() {
    Ended ended = host.run("retrodict", "--cells", "B = 123");
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).isEqualTo("fairlane: --cells B = 123: no cell has a name like this\n");
  }
}
