package io.fairlane.analysis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.analysis.cli.FakeHost.Ended;
import io.fairlane.experiment.Json;
import io.fairlane.sim.replication.Replications;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The commands that only simulate, with the real model behind them, from arguments to files. */
class ModelCommandsTest {
  private static final String LOCKED = "/speedup/locked/ratio";

  @TempDir Path folder;
  private FakeHost host;

  @BeforeEach
  void hostWithTheModel() {
    host = new FakeHost(folder);
    host.predictor = Replications::run;
  }

  /** A small seed: 10,000 messages, a channel of 16, two of everything else. */
  private Ended small(String command, String... more) throws IOException {
    List<String> line = new ArrayList<>(List.of(command, "seed"));
    for (String set :
        List.of(
            "background.tasks=2",
            "producers.tasks=2",
            "channel.capacity=16",
            "consumer.messages=10000")) {
      line.addAll(List.of("--set", set));
    }
    Path costs = folder.resolve("costs.json");
    Files.writeString(costs, resource("costs.json"));
    line.addAll(List.of("--costs", costs.toString()));
    line.addAll(List.of(more));
    return host.run(line.toArray(String[]::new));
  }

  private static String resource(String name) throws IOException {
    try (var in = ModelCommandsTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The recorded output; the sweep's points are in it, so each flip is seen to be one. */
  @Test
  void explainSaysAgainWhatItSaid() throws IOException {
    Path plot = folder.resolve("plot.svg");
    Ended ended = small("explain", "--replications", "3", "--sweep", "--plot", plot.toString());
    assertThat(ended.code()).isZero();
    assertThat(ended.out()).isEqualTo(resource("explain-small-seed.txt"));
    assertThat(ended.out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(Files.readString(plot)).startsWith("<svg").contains("- runnext", "all rules");
  }

  @Test
  void theReportLooksAtALaneAsCloselyAsAsked() throws IOException {
    Path run = folder.resolve("run");
    assertThat(small("simulate", "--out", run.toString()).code()).isZero();
    assertThat(host.run("report", run.toString()).code()).isZero();
    String page = Files.readString(run.resolve("report.html"));
    assertThat(page).contains("In the model", "go fair", "Not asked here");
    Ended explained =
        host.run("report", run.toString(), "--explain", "--replications", "3", "--arm", "locked");
    assertThat(explained.code()).as(explained.err()).isZero();
    assertThat(Files.readString(run.resolve("report.html")))
        .contains("In the model the speedup is", "replications)")
        .doesNotContain("Not asked here");
    refused(run, "no such lane in", "--arm", "pinned");
    refused(run, "is no run over a grid", "--cell", "one");
    refused(run, "--quick looks at no lane", "--quick", "--explain");
  }

  private void refused(Path run, String says, String... options) {
    List<String> line = new ArrayList<>(List.of("report", run.toString()));
    line.addAll(List.of(options));
    Ended ended = host.run(line.toArray(String[]::new));
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains(says).hasLineCount(1);
  }

  @Test
  void rulesOfAnotherGoPredictSomethingElse() throws IOException {
    double newest = speedup("go1.25");
    assertThat(json(small("simulate", "--json")).at(LOCKED).asDouble()).isEqualTo(newest);
    assertThat(speedup("pool")).isNotEqualTo(newest);
    Ended unknown = small("simulate", "--rules", "go1.2");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("go1.2").contains("go1.19").hasLineCount(1);
  }

  private double speedup(String rules) throws IOException {
    return json(small("simulate", "--json", "--rules", rules)).at(LOCKED).asDouble();
  }

  @Test
  void replicationsGoOnUntilTheIntervalIsNarrow() throws IOException {
    JsonNode wide = json(small("simulate", "--json", "--until-width", "0.5"));
    JsonNode narrow = json(small("simulate", "--json", "--until-width", "0.01"));
    assertThat(wide.at("/arms/fair/seconds/n").asInt()).isEqualTo(20);
    assertThat(narrow.at("/arms/fair/seconds/n").asInt()).isGreaterThan(20).isLessThan(500);
    JsonNode speedup = narrow.at("/speedup/locked");
    assertThat(speedup.at("/high").asDouble() / speedup.at("/low").asDouble())
        .isLessThanOrEqualTo(1.01);
  }

  private static JsonNode json(Ended ended) {
    assertThat(ended.code()).isZero();
    return Json.MAPPER.readTree(ended.out());
  }

  @Test
  void theSameSeedHasTheSameHistoryOnAnyNumberOfThreads() throws IOException {
    Ended ended = small("simulate", "--verify-determinism");
    assertThat(ended.code()).isZero();
    assertThat(ended.err()).contains("same");
  }

  @Test
  void tracesAreFilesThatOtherProgramsRead() throws IOException {
    Path trace = folder.resolve("run.json");
    Path timeline = folder.resolve("run.svg");
    String[] files = {"--trace", trace.toString(), "--timeline", timeline.toString()};
    assertThat(small("simulate", files).code()).isZero();
    JsonNode events = Json.MAPPER.readTree(trace.toFile()).at("/traceEvents");
    assertThat(events.size()).isGreaterThan(100);
    for (JsonNode event : events) {
      assertThat(event.has("ph")).isTrue();
    }
    assertThat(Files.readString(timeline)).startsWith("<svg");
    try (var made = Files.list(folder)) {
      assertThat(made.map(f -> f.getFileName().toString()))
          .anyMatch(name -> name.contains("g_transitions") && name.endsWith(".csv"))
          .anyMatch(name -> name.contains("p_transitions") && name.endsWith(".csv"));
    }
  }
}
