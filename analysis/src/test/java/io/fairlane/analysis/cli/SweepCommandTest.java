package io.fairlane.analysis.cli;

import static io.fairlane.analysis.cli.SmallSweep.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.analysis.cli.FakeHost.Ended;
import io.fairlane.experiment.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Sweeps with the real model, from arguments to bytes. */
class SweepCommandTest {
  @TempDir Path folder;
  private SmallSweep small;

  @BeforeEach
  void files() throws IOException {
    small = new SmallSweep(folder);
  }

  @Test
  void aBadCellFarBehindBeginsNothing() throws IOException {
    small.rewrite(
        """
        set: {producers.arrivals: exponential}
        axes: {producers.rate: [100, 0], consumer.work: {from: 1, to: 25000, step: 1}}
        """);
    refused(2, "--threads", "1", "cell 25000 (producers.rate 0, consumer.work 1): ");
  }

  @Test
  void aCellsRunsDoNotDependOnTheOtherCells() throws IOException {
    done(small.sweep("all"));
    small.rewrite(
        SmallSweep.TEXT
            .replace("[0, 3, 40]", "[40]")
            .replace("[1, 2]", "[2]")
            .replace("[0, 16]", "[16]"));
    done(small.sweep("few"));
    List<String> few =
        small.result("few").lines().skip(1).map(SweepCommandTest::unnumbered).toList();
    assertThat(few).hasSize(12);
    assertThat(small.result("all").lines().map(SweepCommandTest::unnumbered).toList())
        .containsAll(few);

    done(small.sweep("other", "--seed", "5"));
    assertThat(small.result("other").lines().map(SweepCommandTest::unnumbered).toList())
        .doesNotContainAnyElementsOf(few);
  }

  private static String unnumbered(String row) {
    return row.substring(row.indexOf(','));
  }

  @Test
  void theSameCommandGoesOnAndAnotherIsRefused() throws IOException {
    done(small.sweep("one"));
    String whole = small.result("one");
    Path log = folder.resolve("one/items.log");
    List<String> items = Files.readAllLines(log);
    Files.delete(folder.resolve("one/result.csv"));
    Files.writeString(
        log, String.join("\n", items.subList(0, 30)) + "\n" + items.get(30).substring(0, 5));
    Ended again = small.sweep("one");
    done(again);
    assertThat(again.err()).contains("30 replications are there already");
    assertThat(small.result("one")).isEqualTo(whole);
    assertThat(Files.readAllLines(log)).hasSameElementsAs(items).hasSize(items.size());

    Files.delete(folder.resolve("one/result.csv"));
    done(small.host().run("sweep", "--resume", folder.resolve("one").toString()));
    assertThat(small.result("one")).isEqualTo(whole);

    Ended changed = small.sweep("one", "--seed", "2");
    assertThat(changed.code()).isEqualTo(2);
    assertThat(changed.err()).contains("holds another sweep, or this one before it was changed");
  }

  @Test
  void aCellStopsWhenItIsNarrowEnoughWhoeverRunsIt() throws IOException {
    small.rewrite(SmallSweep.TEXT.replace("replications: 4", "replications: 40\nuntilWidth: 0.4"));
    done(small.sweep("one", "--threads", "1"));
    List<Long> runs =
        small
            .result("one")
            .lines()
            .skip(1)
            .map(row -> row.split(",")[0])
            .distinct()
            .map(this::runs)
            .toList();
    assertThat(runs).hasSize(12).contains(20L).anyMatch(n -> n > 20).allMatch(n -> n % 20 == 0);

    done(small.sweep("two", "--threads", "2"));
    assertThat(small.result("two")).isEqualTo(small.result("one"));
    for (int part = 1; part <= 2; part++) {
      done(small.sweep("part" + part, "--shard", part + "/2"));
    }
    done(small.merge("1", "2"));
    assertThat(small.result("merged")).isEqualTo(small.result("one"));
  }

  private long runs(String cell) {
    try {
      return small
          .result("one")
          .lines()
          .filter(row -> row.startsWith(cell + ",") && row.contains(",fair,"))
          .count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aRunWithoutEndIsToldAndNotWaitedFor() throws IOException {
    small.rewrite(SmallSweep.TEXT.replace("replications: 4", "replications: 1\nlongest: 1"));
    Ended ended = small.sweep("short", "--set", "producers.rate=500");
    done(ended);
    assertThat(small.result("short").lines().skip(1))
        .allMatch(row -> row.contains(",endless,absent,"));
    assertThat(ended.out()).contains("without an end in one of the arms: 12 cells");
  }

  /** The mean of the runs that ended is not the whole story, and the map says so. */
  @Test
  void runsWithoutEndAreMarked() throws IOException {
    small.rewrite(SmallSweep.TEXT.replace("replications: 4", "replications: 6"));
    done(small.sweep("one"));
    Path result = folder.resolve("one/result.csv");
    List<String> rows = new ArrayList<>(Files.readAllLines(result));
    // cell 1: one run of one arm; cell 2: all but two replications; cell 3: a whole arm
    rows.replaceAll(row -> row.matches("1,.*,locked,5,.*") ? endless(row) : row);
    rows.replaceAll(row -> row.matches("2,.*,fair,[0-3],.*") ? endless(row) : row);
    rows.replaceAll(row -> row.matches("3,.*,fair,.*") ? endless(row) : row);
    Files.write(result, rows);
    String table = small.host().run("sweep", "--resume", folder.resolve("one").toString()).out();
    assertThat(table)
        .contains("some runs had no end and are in no speedup: 2 cells")
        .contains("without an end in one of the arms: 1 cells")
        .contains("no interval: it needs six replications that end in both arms");
    JsonNode json =
        Json.MAPPER.readTree(
            small
                .host()
                .run("sweep", "--resume", folder.resolve("one").toString(), "--json")
                .out());
    JsonNode locked = json.path("lanes").path(0);
    assertThat(locked.path("arm").asString()).isEqualTo("locked");
    assertThat(locked.path("cells").asInt()).isEqualTo(12);
    assertThat(locked.path("noInterval").asInt()).isEqualTo(1);
    assertThat(locked.path("noEnd").asInt()).isEqualTo(1);
    assertThat(locked.path("someRunsWithoutEnd").asInt()).isEqualTo(2);
    assertThat(
            locked.path("faster").asInt()
                + locked.path("slower").asInt()
                + locked.path("neither").asInt())
        .isEqualTo(10);

    Path picture = folder.resolve("map.svg");
    done(
        small.host().run("report", folder.resolve("one").toString(), "--plot", picture.toString()));
    String svg = Files.readString(picture);
    // of locked: cells 1 and 2, and the legend; of dedicated none
    assertThat(svg.split("class=\"corner\"", -1)).hasSize(1 + 2 + 1);
    assertThat(svg)
        .contains("2 cells: some runs never ended and are in no figure")
        .contains("2 cells: no run, or none of one arm, ever ended");
    assertThat(Files.readString(folder.resolve("one/report.html")))
        .contains("1 run without end left out", "have too few runs to tell");
  }

  private static String endless(String row) {
    String[] parts = row.split(",");
    Arrays.fill(parts, 8, parts.length, "absent");
    parts[8] = "endless";
    return String.join(",", parts);
  }

  @Test
  void whatCannotBeRunIsOneLine() throws IOException {
    refused(2, "--engine", "flink", "--engine flink: one of local, spark");
    refused(2, "--master", "local", "--master local: goes with --engine spark");
    refused(2, "--shard", "9/8", "--shard 9/8: which part of how many, from 1/8 to 8/8 for eight");
    refused(2, "--threads", "0", "--threads 0: at least 1");
    refused(2, "--set", "processors=3", "processors: is an axis here and has a value at --set");
    refused(4, "--engine", "spark", "--engine spark: Spark is not on the class path");
    Ended costs =
        small.host().run("sweep", folder.resolve("small.yaml").toString(), "--shard", "1/2");
    assertThat(costs.code()).isEqualTo(2);
    assertThat(costs.err()).contains("--shard 1/2 needs --costs");
    Ended none = small.host().run("sweep", "nowhere.yaml");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("no sweep 'nowhere.yaml': a YAML file;");
    assertThat(small.host().run("sweep", "--defaults").out()).contains("hypercube:");
  }

  private void refused(int code, String option, String value, String says) {
    Ended ended = small.sweep("none", option, value);
    assertThat(ended.code()).isEqualTo(code);
    assertThat(ended.err()).contains(says).hasLineCount(1);
    assertThat(folder.resolve("none")).doesNotExist();
  }

  /** Three panels: two capacities by three crowds; the picture is XML by itself. */
  @Test
  void theMapIsDrawnOfAFinishedSweepOnly() throws Exception {
    done(small.sweep("one"));
    Path picture = folder.resolve("map.svg");
    Ended ended =
        small.host().run("report", folder.resolve("one").toString(), "--plot", picture.toString());
    done(ended);
    String page = Files.readString(folder.resolve("one/report.html"));
    assertThat(page)
        .contains(
            "go locked, processors 1", "go locked, processors 2", "go dedicated, processors 2")
        .doesNotContain("go dedicated, processors 1", "http://", "https://");
    String svg = Files.readString(picture);
    var document =
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(picture.toFile());
    assertThat(document.getDocumentElement().getNodeName()).isEqualTo("svg");
    assertThat(document.getElementsByTagName("polygon").getLength()).isEqualTo(3 * 6 + 9);
    assertThat(svg).contains("class=\"worth\"");

    Files.delete(folder.resolve("one/result.csv"));
    Ended unfinished = small.host().run("report", folder.resolve("one").toString());
    assertThat(unfinished.code()).isEqualTo(2);
    assertThat(unfinished.err()).contains("is not finished: go on with 'fairlane sweep --resume");
  }
}
