package io.fairlane.analysis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.analysis.cli.FakeHost.Ended;
import io.fairlane.experiment.Json;
import io.fairlane.sim.sweep.ModelCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
  static final String SMALL =
      """
      name: small
      set: {producers.tasks: 2, consumer.messages: 1000, background.work: 2000}
      axes:
        background.tasks: [0, 3, 40]
        channel.capacity: [0, 16]
        processors: [1, 2]
      arms: [locked, dedicated]
      replications: 4
      """;

  @TempDir Path folder;
  private FakeHost host;

  @BeforeEach
  void files() throws IOException {
    host = new FakeHost(folder);
    Files.writeString(folder.resolve("small.yaml"), SMALL);
    try (var in = SweepCommandTest.class.getResourceAsStream("costs.json")) {
      Files.writeString(
          folder.resolve("costs.json"), new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private Ended sweep(String out, String... more) {
    List<String> line =
        new ArrayList<>(
            List.of(
                "sweep",
                folder.resolve("small.yaml").toString(),
                "--costs",
                folder.resolve("costs.json").toString(),
                "--out",
                folder.resolve(out).toString()));
    line.addAll(List.of(more));
    return host.run(line.toArray(String[]::new));
  }

  private String result(String out) throws IOException {
    return Files.readString(folder.resolve(out).resolve("result.csv"));
  }

  private void done(Ended ended) {
    assertThat(ended.code()).as(ended.err()).isZero();
  }

  @Test
  void theBytesAreTheSameOnAnyNumberOfThreadsAndFromParts() throws IOException {
    done(sweep("one", "--threads", "1"));
    String one = result("one");
    assertThat(one.lines()).hasSize(1 + (6 * 2 + 6 * 3) * 4);
    assertThat(one.lines().filter(line -> line.contains(",endless,"))).isEmpty();

    done(sweep("three", "--threads", "3"));
    assertThat(result("three")).isEqualTo(one);

    for (int part : new int[] {2, 3, 1}) {
      done(sweep("part" + part, "--shard", part + "/3", "--threads", "2"));
    }
    assertThat(result("part1").lines().count() - 1 + result("part2").lines().count() - 1)
        .isLessThan(one.lines().count() - 1);
    Ended merged = merge("3", "1", "2");
    done(merged);
    assertThat(result("merged")).isEqualTo(one);
  }

  private Ended merge(String... parts) {
    List<String> line = new ArrayList<>(List.of("merge"));
    for (String part : parts) {
      line.add(folder.resolve("part" + part).toString());
    }
    line.addAll(List.of("--out", folder.resolve("merged").toString()));
    return host.run(line.toArray(String[]::new));
  }

  @Test
  void partsThatDoNotMakeAWholeAreRefused() throws IOException {
    done(sweep("part1", "--shard", "1/3"));
    done(sweep("part2", "--shard", "2/3"));
    assertThat(merge("1", "2").err()).contains("part 3/3 is missing");
    assertThat(merge("1", "2", "1").err()).contains("part 1/3 is there twice");
    done(sweep("part3", "--shard", "3/3", "--seed", "2"));
    assertThat(merge("1", "2", "3").err()).contains("is no part of the sweep in");
    Files.delete(folder.resolve("part2/result.csv"));
    Ended unfinished = merge("1", "2");
    assertThat(unfinished.code()).isEqualTo(2);
    assertThat(unfinished.err()).contains("part 2/3 is not finished: go on with");
  }

  /** Whatever is wrong with a part, nothing is made of it. */
  @Test
  void aPartThatWasDamagedMakesNoDirectory() throws IOException {
    done(sweep("part1", "--shard", "1/2"));
    done(sweep("part2", "--shard", "2/2"));
    Path part = folder.resolve("part2/result.csv");
    List<String> rows = Files.readAllLines(part);
    List<String> own = rows.stream().filter(row -> !row.startsWith("3,")).toList();
    refusedParts(part, own, "part2/result.csv: 5 of the 6 cells of part 2/2; delete the file");
    refusedParts(part, rows.subList(1, 9), "part2/result.csv:1: not the columns of this sweep");
    List<String> foreign = new ArrayList<>(rows);
    foreign.add("2" + rows.getLast().substring(rows.getLast().indexOf(',')));
    refusedParts(
        part, foreign, "result.csv:" + foreign.size() + ": no place for cell 2 in part 2/2");
    foreign.set(foreign.size() - 1, "nonsense");
    refusedParts(part, foreign, "result.csv: not a result: 'nonsense'");
    Files.write(part, rows);
    done(merge("1", "2"));
  }

  private void refusedParts(Path part, List<String> rows, String says) throws IOException {
    Files.write(part, rows);
    Ended ended = merge("1", "2");
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains(says).hasLineCount(1);
    assertThat(folder.resolve("merged")).doesNotExist();
  }

  /** The version and the commit may be the same: it is the code that counts. */
  @Test
  void otherCodeOfTheModelIsNoticed() throws IOException {
    done(sweep("part1", "--shard", "1/2"));
    done(sweep("part2", "--shard", "2/2"));
    Path manifest = folder.resolve("part2/sweep.json");
    String ours = "\"model\" : \"" + ModelCode.fingerprint() + "\"";
    String text = Files.readString(manifest);
    assertThat(text).contains(ours);
    Files.writeString(manifest, text.replace(ours, "\"model\" : \"0123456789abcdef\""));
    Ended merged = merge("1", "2");
    assertThat(merged.code()).isEqualTo(2);
    assertThat(merged.err()).contains("part2 was run by other code of the model (commit ");

    done(sweep("part2", "--shard", "2/2")); // finished: nothing would be mixed
    Files.delete(folder.resolve("part2/result.csv"));
    Ended resumed = host.run("sweep", "--resume", folder.resolve("part2").toString());
    assertThat(resumed.code()).isEqualTo(2);
    assertThat(resumed.err()).contains("part2 was begun by other code of the model (commit ");
    assertThat(sweep("part2", "--shard", "2/2").code()).isEqualTo(2);
    Files.writeString(manifest, text.replace(ours + ",", ""));
    assertThat(sweep("part2", "--shard", "2/2").err()).contains("other code of the model");
    Files.writeString(manifest, text);
    done(sweep("part2", "--shard", "2/2"));
  }

  @Test
  void aBadCellFarBehindBeginsNothing() throws IOException {
    Files.writeString(
        folder.resolve("small.yaml"),
        """
        set: {producers.arrivals: exponential}
        axes: {producers.rate: [100, 0], consumer.work: {from: 1, to: 25000, step: 1}}
        """);
    refused(2, "--threads", "1", "cell 25000 (producers.rate 0, consumer.work 1): ");
  }

  @Test
  void aCellsRunsDoNotDependOnTheOtherCells() throws IOException {
    done(sweep("all"));
    Files.writeString(
        folder.resolve("small.yaml"),
        SMALL.replace("[0, 3, 40]", "[40]").replace("[1, 2]", "[2]").replace("[0, 16]", "[16]"));
    done(sweep("few"));
    List<String> few = result("few").lines().skip(1).map(SweepCommandTest::unnumbered).toList();
    assertThat(few).hasSize(12);
    assertThat(result("all").lines().map(SweepCommandTest::unnumbered).toList()).containsAll(few);

    done(sweep("other", "--seed", "5"));
    assertThat(result("other").lines().map(SweepCommandTest::unnumbered).toList())
        .doesNotContainAnyElementsOf(few);
  }

  private static String unnumbered(String row) {
    return row.substring(row.indexOf(','));
  }

  @Test
  void theSameCommandGoesOnAndAnotherIsRefused() throws IOException {
    done(sweep("one"));
    String whole = result("one");
    Path log = folder.resolve("one/items.log");
    List<String> items = Files.readAllLines(log);
    Files.delete(folder.resolve("one/result.csv"));
    Files.writeString(
        log, String.join("\n", items.subList(0, 30)) + "\n" + items.get(30).substring(0, 5));
    Ended again = sweep("one");
    done(again);
    assertThat(again.err()).contains("30 replications are there already");
    assertThat(result("one")).isEqualTo(whole);
    assertThat(Files.readAllLines(log)).hasSameElementsAs(items).hasSize(items.size());

    Files.delete(folder.resolve("one/result.csv"));
    done(host.run("sweep", "--resume", folder.resolve("one").toString()));
    assertThat(result("one")).isEqualTo(whole);

    Ended changed = sweep("one", "--seed", "2");
    assertThat(changed.code()).isEqualTo(2);
    assertThat(changed.err()).contains("holds another sweep, or this one before it was changed");
  }

  @Test
  void aCellStopsWhenItIsNarrowEnoughWhoeverRunsIt() throws IOException {
    Files.writeString(
        folder.resolve("small.yaml"),
        SMALL.replace("replications: 4", "replications: 40\nuntilWidth: 0.4"));
    done(sweep("one", "--threads", "1"));
    List<Long> runs =
        result("one")
            .lines()
            .skip(1)
            .map(row -> row.split(",")[0])
            .distinct()
            .map(this::runs)
            .toList();
    assertThat(runs).hasSize(12).contains(20L).anyMatch(n -> n > 20).allMatch(n -> n % 20 == 0);

    done(sweep("two", "--threads", "2"));
    assertThat(result("two")).isEqualTo(result("one"));
    for (int part = 1; part <= 2; part++) {
      done(sweep("part" + part, "--shard", part + "/2"));
    }
    done(merge("1", "2"));
    assertThat(result("merged")).isEqualTo(result("one"));
  }

  private long runs(String cell) {
    try {
      return result("one")
          .lines()
          .filter(row -> row.startsWith(cell + ",") && row.contains(",fair,"))
          .count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aRunWithoutEndIsToldAndNotWaitedFor() throws IOException {
    Files.writeString(
        folder.resolve("small.yaml"),
        SMALL.replace("replications: 4", "replications: 1\nlongest: 1"));
    Ended ended = sweep("short", "--set", "producers.rate=500");
    done(ended);
    assertThat(result("short").lines().skip(1)).allMatch(row -> row.contains(",endless,absent,"));
    assertThat(ended.out()).contains("without an end in one of the arms: 12 cells");
  }

  /** The mean of the runs that ended is not the whole story, and the map says so. */
  @Test
  void runsWithoutEndAreMarked() throws IOException {
    Files.writeString(
        folder.resolve("small.yaml"), SMALL.replace("replications: 4", "replications: 6"));
    done(sweep("one"));
    Path result = folder.resolve("one/result.csv");
    List<String> rows = new ArrayList<>(Files.readAllLines(result));
    // cell 1: one run of one arm; cell 2: all but two replications; cell 3: a whole arm
    rows.replaceAll(row -> row.matches("1,.*,locked,5,.*") ? endless(row) : row);
    rows.replaceAll(row -> row.matches("2,.*,fair,[0-3],.*") ? endless(row) : row);
    rows.replaceAll(row -> row.matches("3,.*,fair,.*") ? endless(row) : row);
    Files.write(result, rows);
    String table = host.run("sweep", "--resume", folder.resolve("one").toString()).out();
    assertThat(table)
        .contains("some runs had no end and are in no speedup: 2 cells")
        .contains("without an end in one of the arms: 1 cells")
        .contains("no interval: it needs six replications that end in both arms");
    JsonNode json =
        Json.MAPPER.readTree(
            host.run("sweep", "--resume", folder.resolve("one").toString(), "--json").out());
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
    done(host.run("report", folder.resolve("one").toString(), "--plot", picture.toString()));
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
    Ended costs = host.run("sweep", folder.resolve("small.yaml").toString(), "--shard", "1/2");
    assertThat(costs.code()).isEqualTo(2);
    assertThat(costs.err()).contains("--shard 1/2 needs --costs");
    Ended none = host.run("sweep", "nowhere.yaml");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("no sweep 'nowhere.yaml': a YAML file;");
    assertThat(host.run("sweep", "--defaults").out()).contains("hypercube:");
  }

  private void refused(int code, String option, String value, String says) {
    Ended ended = sweep("none", option, value);
    assertThat(ended.code()).isEqualTo(code);
    assertThat(ended.err()).contains(says).hasLineCount(1);
    assertThat(folder.resolve("none")).doesNotExist();
  }

  /** Three panels: two capacities by three crowds; the picture is XML by itself. */
  @Test
  void theMapIsDrawnOfAFinishedSweepOnly() throws Exception {
    done(sweep("one"));
    Path picture = folder.resolve("map.svg");
    Ended ended =
        host.run("report", folder.resolve("one").toString(), "--plot", picture.toString());
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
    Ended unfinished = host.run("report", folder.resolve("one").toString());
    assertThat(unfinished.code()).isEqualTo(2);
    assertThat(unfinished.err()).contains("is not finished: go on with 'fairlane sweep --resume");
  }
}
