package io.fairlane.analysis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.analysis.cli.FakeHost.Ended;
import io.fairlane.analysis.stats.Share;
import io.fairlane.analysis.stats.coverage.CoverageRow;
import io.fairlane.experiment.Json;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code fairlane coverage}: what is printed, and what it refuses. */
class CoverageCommandTest {
  @TempDir Path folder;
  private FakeHost host;

  @BeforeEach
  void healthyHost() {
    host = new FakeHost(folder);
  }

  @Test
  void theTableFitsATerminalAndFindsTheControlOut() {
    Ended ended = host.run("coverage", "--runs", "100");
    assertThat(ended.err()).isEmpty();
    assertThat(ended.code()).isZero();
    assertThat(ended.out())
        .startsWith("routine ")
        .contains("paired log-ratio", "Clopper-Pearson", "100 experiments a row", "refused 8")
        .containsPattern("pooled iterations +log-normal +5 +95 % +5\\d.0 % .* fails")
        .containsPattern("model error, control +log-normal +16 +95 % .* fails")
        .containsPattern("blocked W-1, control +log-normal +5 +95 % .* fails");
    assertThat(ended.out().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void jsonHasEveryRow() {
    Ended ended = host.run("coverage", "--json", "--runs", "100");
    JsonNode document = Json.read("out", ended.out(), JsonNode.class);
    assertThat(document.path("runs").asInt()).isEqualTo(100);
    JsonNode first = document.path("rows").path(0);
    assertThat(first.path("routine").asString()).isEqualTo("paired log-ratio");
    assertThat(first.path("n").asInt()).isEqualTo(5);
    assertThat(first.path("low").asDouble()).isLessThan(first.path("held").asDouble());
    assertThat(document.path("rows").valueStream().filter(r -> r.path("control").asBoolean()))
        .hasSize(3 + 2 * 6 + 1);
  }

  @Test
  void markdownIsATable() {
    Ended ended = host.run("coverage", "--markdown", "--runs", "100");
    assertThat(ended.out())
        .startsWith("| routine | distribution |")
        .contains("| bootstrap, BCa | laps | 5 | 95 % | - |  | refused |");
  }

  @Test
  void anIntervalThatHoldsTooSeldomFailsTheTable() {
    CoverageRow narrow = new CoverageRow("x", "y", 5, 0.95, false, Share.of(80, 100));
    CoverageRow blind = new CoverageRow("x", "y", 5, 0.95, true, Share.of(95, 100));
    CoverageRow good = new CoverageRow("x", "y", 5, 0.95, false, Share.of(95, 100));
    CoverageTable table = new CoverageTable(List.of(narrow, blind, good), 100);
    assertThat(table.bad()).isEqualTo(2);
    assertThat(table.text()).contains("TOO NARROW", "NOT CAUGHT", "too narrow 1");
  }

  @Test
  void tooFewRunsAreRefused() {
    Ended ended = host.run("coverage", "--runs", "10");
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).isEqualTo("fairlane: --runs 10: at least 100\n");
  }
}
