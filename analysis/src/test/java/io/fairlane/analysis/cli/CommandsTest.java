package io.fairlane.analysis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.analysis.cli.FakeHost.Ended;
import io.fairlane.experiment.Json;
import io.fairlane.runner.rig.HostLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Every command but measure and demo: what is printed where, and the exit code. */
class CommandsTest {
  @TempDir Path folder;
  private FakeHost host;

  @BeforeEach
  void healthyHost() {
    host = new FakeHost(folder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          simulat                                     | unknown command 'simulat': did you mean 'simulate'?
          measure seed --trails=3                     | unknown option '--trails': did you mean '--trials'?
          simulate seed more                          | unknown argument 'more'
          simulate seed --arm locke                   | unknown arm 'locke': one of fair, locked, dedicated, pinned
          simulate seed --runtime og                  | unknown runtime 'og': one of go, pool
          simulate seed --replications many           | 'many' is not an int
          simulate seed --replications 0              | --replications 0: at least 1
          measure seed --trials 0                     | --trials 0: at least 1
          simulate seed --trace-window 5,6            | nothing is traced: add --trace <file> or --timeline <file>
          simulate seed --trace t.json --trace-window 6,5 | takes two times in ms
          simulate seed --trace t.json --trace-limit 0 | --trace-limit 0: at least 1
          simulate                                    | which scenario?
          simulate seeed                              | no scenario 'seeed'
          simulate seed --set chanel.capacity=1       | did you mean 'channel.capacity'?
          simulate seed --set channel.capacity=-1     | allowed is a whole number of slots, 0 to 100000000
          simulate seed --json --runtime go,pool      | --json shows one runtime
          simulate seed --arm pinned --set processors=1 | needs processors >= 2
          simulate seed --costs nowhere.json          | no costs file nowhere.json
          compare nowhere                             | nowhere is not a run directory
          compare                                     | Missing required parameter
          compare nowhere --format xml                | unknown format 'xml': one of text, markdown, csv, go-bench
          compare nowhere --format csv --json         | --json and --format csv: give one of them
          report nowhere                              | nowhere is not a run directory
          measure seed --resume nowhere               | leave them out
          """)
  void badUsageAndBadInputAreOneLineAndExitTwo(String line, String says) {
    Ended ended = host.run(line.split(" "));
    assertThat(ended.err()).startsWith("fairlane: ").contains(says).hasLineCount(1);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.code()).isEqualTo(2);
  }

  @Test
  void simulatePrintsOneDocumentAndNothingElseOnStandardOutput() {
    Ended ended = host.run("simulate", "seed", "--json", "--set", "background.tasks=5");
    assertThat(ended.code()).isZero();
    JsonNode document = Json.MAPPER.readTree(ended.out());
    assertThat(document.at("/scenario/background/tasks").asInt()).isEqualTo(5);
    assertThat(document.at("/runtime").asString()).isEqualTo("go");
    assertThat(document.at("/arms/fair/seconds/n").asInt()).isEqualTo(20);
    assertThat(document.at("/speedup/locked/ratio").asDouble()).isBetween(7.9, 8.1);
    assertThat(ended.err()).isEqualTo("fairlane: no costs of go yet, calibrating (20 s) ...\n");
  }

  @Test
  void theLastCalibrationIsUsedAgain() {
    host.run("simulate", "seed");
    assertThat(host.run("simulate", "seed").err()).isEmpty();
    assertThat(host.calls).containsExactly("calibrate go", "predict go", "predict go");
  }

  @Test
  void oldCostsAndCostsOfAnotherHostAreWarnedOf() {
    host.costsFrom = "another CPU";
    host.run("simulate", "seed");
    host.now = host.now.plus(Duration.ofDays(20_000));
    assertThat(host.run("simulate", "seed").err())
        .contains("days old: refresh them with 'fairlane calibrate'")
        .contains("from another host (another CPU)");
  }

  @Test
  void costsFromAFileMustHaveTheRuntime() {
    Path file = folder.resolve("costs.json");
    assertThat(host.run("calibrate", "--runtime", "go", "-o", file.toString()).code()).isZero();
    assertThat(host.run("simulate", "seed", "--costs", file.toString()).code()).isZero();
    Ended ended = host.run("simulate", "seed", "--runtime", "pool", "--costs", file.toString());
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("has no costs of pool: add them with 'fairlane calibrate");
    host.run("calibrate", "--runtime", "pool", "-o", file.toString());
    assertThat(host.run("simulate", "seed", "--costs", file.toString()).code()).isZero();
  }

  @Test
  void calibrateGoesOnWithoutGoAndSaysSo() {
    host.goMissing = true;
    Ended ended = host.run("calibrate");
    assertThat(ended.code()).isZero();
    assertThat(ended.err()).isEqualTo("fairlane: without go: go not found on PATH: install Go\n");
    assertThat(ended.out()).contains("pool on ").contains("iteration");
    assertThat(host.run("calibrate", "--runtime", "go").code()).isEqualTo(4);
  }

  @Test
  void simulateKeepsTheRunThatCompareAndReportRead() {
    String run = folder.resolve("kept").toString();
    assertThat(host.run("simulate", "seed", "--out", run).code()).isZero();
    assertThat(host.run("simulate", "seed", "--out", run).err()).contains("holds a run already");
    Ended compared = host.run("compare", run, "--json");
    assertThat(Json.MAPPER.readTree(compared.out()).at("/cells")).hasSize(1);
    assertThat(host.run("compare", run, "--format", "go-bench").out())
        .contains("BenchmarkLane/scenario=seed/runtime=go/kind=predicted/arm=fair-2\t10000000\t");
    assertThat(host.run("compare", run, "--format", "csv").out()).hasLineCount(2);
    assertThat(host.run("compare", run, "--format", "markdown").out()).startsWith("**In a lane");
    Ended reported = host.run("report", run, "--quick");
    assertThat(Path.of(reported.out().strip())).isRegularFile().hasFileName("report.html");
  }

  @Test
  void doctorSaysWhatIsMissingAndEndsWithFour() {
    assertThat(host.run("doctor").code()).isZero();
    host.checks =
        List.of(
            Check.ok("jdk", "25"),
            Check.note("go", "absent", "install Go"),
            Check.missing("pinning", "does not work", "use Linux"));
    Ended ended = host.run("doctor");
    assertThat(ended.code()).isEqualTo(4);
    assertThat(ended.out())
        .isEqualTo(
            """
            ok        jdk       25
            note      go        absent
                                -> install Go
            missing   pinning   does not work
                                -> use Linux
            """);
    JsonNode document = Json.MAPPER.readTree(host.run("doctor", "--json").out());
    assertThat(document.at("/ok").asBoolean()).isFalse();
    assertThat(document.at("/checks/2/remedy").asString()).isEqualTo("use Linux");
  }

  @Test
  void aNoteIsNotAFailure() {
    host.checks = List.of(Check.note("go", "absent", "install Go"));
    assertThat(host.run("doctor").code()).isZero();
  }

  @Test
  void scenariosListsThemWithTheKeysOfAFile() {
    assertThat(host.run("scenarios").out())
        .contains("seed ", "no-background ", "unbuffered ")
        .contains("capacity: 100000");
    assertThat(Json.MAPPER.readTree(host.run("scenarios", "--json").out()).at("/seed/processors"))
        .hasToString("2");
  }

  @Test
  void anUnexpectedFailureIsOneLineWithTheStackTraceInAFile() throws Exception {
    host.interruptAfter = 0;
    host.failure = new IllegalStateException("broken\nsecond line");
    Ended ended = host.run("measure", "seed", "--out", folder.resolve("run").toString());
    assertThat(ended.code()).isEqualTo(1);
    String last = ended.err().lines().reduce((a, b) -> b).orElseThrow();
    assertThat(last)
        .startsWith("fairlane: internal error: java.lang.IllegalStateException: broken (stack");
    Path log = Path.of(last.substring(last.indexOf("/"), last.length() - 1));
    assertThat(log).content().contains("at io.fairlane");
    Files.delete(log);
  }

  @Test
  void whatMeasuresRefusesToRunBesideAnother() {
    HostLock other = HostLock.take(host.lockFile());
    for (String command : List.of("measure seed", "calibrate", "demo")) {
      Ended ended = host.run(command.split(" "));
      assertThat(ended.code()).as(command).isEqualTo(4);
      assertThat(ended.err()).contains("another fairlane is measuring on this host");
    }
    other.close();
  }
}
