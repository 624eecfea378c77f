package io.fairlane.analysis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.analysis.cli.FakeHost.Ended;
import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Json;
import io.fairlane.experiment.RunDirectory;
import io.fairlane.experiment.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ValidateCommandTest {
  private static final String PLAN =
      """
      cell,runtime,arms,background.tasks
      one,go,locked,1000
      two,go,locked,0
      three,pool,locked pinned,10
      """;

  @TempDir private Path folder;
  private FakeHost host;
  private Path plan;

  @BeforeEach
  void aPlan() throws IOException {
    host = new FakeHost(folder);
    plan = Files.writeString(folder.resolve("plan.csv"), PLAN);
  }

  private Ended validate(String... more) {
    return validateIn(3, more);
  }

  private Ended validateIn(int blocks, String... more) {
    String[] line = new String[more.length + 6];
    String[] first = {
      "validate",
      "--blocks",
      "" + blocks,
      "--out",
      folder.resolve("run").toString(),
      plan.toString()
    };
    System.arraycopy(first, 0, line, 0, first.length);
    System.arraycopy(more, 0, line, first.length, more.length);
    return host.run(line);
  }

  @Test
  void everyBlockIsCalibratedPredictedAndThenMeasured() throws IOException {
    Ended ended = validate();
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out()).contains("one", "two", "three", "crowd");
    assertThat(ended.out().lines()).allMatch(line -> line.length() <= 80);
    int calibrations = 0;
    boolean measuredSince = false;
    for (String call : host.calls) {
      if (call.startsWith("calibrate go")) {
        assertThat(calibrations == 0 || measuredSince).isTrue();
        calibrations++;
        measuredSince = false;
      }
      measuredSince |= call.startsWith("measure");
      assertThat(call.startsWith("predict") && measuredSince)
          .as("a prediction after the block's measurements")
          .isFalse();
    }
    assertThat(calibrations).as("before each of three blocks, and after the last").isEqualTo(4);
    RunDirectory run = RunDirectory.open(folder.resolve("run"));
    assertThat(run.trials())
        .filteredOn(t -> t.kind() == Trial.Kind.MEASURED)
        .hasSize(3 * (2 + 2 + 3));
    assertThat(folder.resolve("run/costs-3.json")).exists();
    assertThat(host.run("compare", run.path().toString()).out()).isEqualTo(ended.out());
    assertThat(ended.out()).startsWith("Over 4 cells the predicted speedup is off by 0 %");
    assertThat(host.run("compare", run.path().toString(), "--format", "csv").out())
        .hasLineCount(1 + 4)
        .contains("\nthree/pool,pool,pinned,3,");
    assertThat(host.run("compare", run.path().toString(), "--format", "markdown").out())
        .contains("Grid plan.", "| two go locked |");
    assertThat(host.run("compare", run.path().toString(), "--format", "go-bench").out())
        .contains("/scenario=three/runtime=pool/kind=measured/arm=pinned-2\t");
    assertThat(host.run("report", run.path().toString(), "--quick").code()).isZero();
    assertThat(Files.readString(folder.resolve("run/report.html")))
        .contains("Over 4 cells", "Predicted against measured", "\"grid\" : \"plan\"")
        .doesNotContain("http-equiv", "src=\"http", "<link");
  }

  /** Blocks enough for a noise floor; the fake measures the replication of the trial's number. */
  @Test
  void skillDistributionsAndPitAreTold() throws IOException {
    Ended ended = validateIn(4);
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(ended.out())
        .contains("skill, go, 2 lanes", "skill, pool, 2 lanes")
        .containsPattern(" 1[.]00 +no effect: 1x in every cell")
        .containsPattern("mean of the study cells: 1[.]10x, from 16 cells of 2026-11-27")
        .containsPattern("closed form [(]1 of 2 lanes[)]: laps")
        .contains("errors, go: were the model right, luck and costs alone would put half of")
        .contains("distributions, go: 0 of 4 arms differ after Holm")
        .contains("PIT, go: of 16 trials each among the 12 replications of its block, mean 0.");
    JsonNode told =
        Json.MAPPER
            .readTree(host.run("compare", folder.resolve("run").toString(), "--json").out())
            .get("statistics");
    assertThat(told.propertyNames()).containsExactly("skill", "errors", "distributions", "pit");
    assertThat(told.get("skill").get(1).get("against").get(1).get("detail").asString())
        .contains("from 16 cells");
    assertThat(told.get("distributions")).hasSize(2 + 2 + 3);
    assertThat(told.get("distributions").get(0).get("pSmallest").asDouble())
        .as("of 13 labellings of each of four blocks")
        .isEqualTo(1 / 28_561.0);
    int trials = 0;
    for (JsonNode bin : told.get("pit").get(0).get("histogram")) {
      trials += bin.asInt();
    }
    assertThat(trials).isEqualTo(16);
    host.run("report", folder.resolve("run").toString(), "--quick");
    assertThat(Files.readString(folder.resolve("run/report.html")))
        .contains(
            "id=\"skill\"",
            "id=\"distributions\"",
            "id=\"pit-go-696-t\"",
            "id=\"distances-pool-350-t\"")
        .doesNotContain("NaN");
  }

  /** Over the arms of a whole grid the tests take seconds. */
  @Test
  void onATerminalTheTestsSayHowFarTheyAre() {
    validateIn(4);
    String run = folder.resolve("run").toString();
    assertThat(host.run("compare", run).err()).as("no terminal").isEmpty();
    host.terminal = true;
    for (Ended ended :
        List.of(
            host.run("compare", run),
            host.run("report", "--quick", run),
            host.run("validate", "--resume", run))) {
      assertThat(ended.err())
          .contains("reading the trials   0 %")
          .contains("comparing distributions   100 %");
      assertThat(ended.out()).doesNotContain("comparing distributions");
    }
  }

  /** The host was half as fast in every locked trial: no fault of the model. */
  @Test
  void whereTheSpeedIsSeenCellsArePredictedAtIt() {
    host.speed = Map.of(Arm.FAIR, 20.0, Arm.LOCKED, 40.0, Arm.PINNED, 20.0);
    Ended ended = validate();
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out())
        .containsPattern("go +2 +[0-3]\\.\\d %")
        .containsPattern("beforehand +2 +(9\\d|10\\d) %")
        .contains("at the speed that the host's CPUs had in each trial")
        .contains("distributions, go: not compared, no arm has the 4 measured trials");
    RunDirectory run = RunDirectory.open(folder.resolve("run"));
    assertThat(run.trialsAtSpeed())
        .as("12 replications of each measured trial")
        .hasSize(12 * 3 * (2 + 2 + 3))
        .allMatch(t -> t.kind() == Trial.Kind.PREDICTED);
    String json = host.run("compare", run.path().toString(), "--json").out();
    assertThat(json).containsPattern("\"beforehand\" : \\{");
  }

  @Test
  void anInterruptedRunGoesOnWhereItStopped() {
    host.speed = Map.of(Arm.FAIR, 20.0, Arm.LOCKED, 30.0, Arm.PINNED, 20.0);
    String whole = validate().out();
    FakeHost again = new FakeHost(folder);
    again.speed = host.speed;
    again.interruptAfter = 5;
    Path out = folder.resolve("second");
    Ended stopped =
        again.run("validate", "--blocks", "3", "--out", out.toString(), plan.toString());
    assertThat(stopped.code()).isEqualTo(130);
    assertThat(stopped.err()).contains("validate --resume " + out);
    again.interruptAfter = Integer.MAX_VALUE;
    Ended resumed = again.run("validate", "--resume", out.toString());
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(resumed.out()).isEqualTo(whole);
  }

  @Test
  void unfairTrialsAreShownAndFailTheCommand() {
    host.verdict = Trial.Verdict.UNFAIR;
    Ended ended = validate();
    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.err()).contains("21 trials were unfair");
    assertThat(ended.out()).contains("worst");
  }

  @Test
  void noPairOfReplicationsLiesInTwoBlocks() {
    validate("--replications", "5");
    assertThat(RunDirectory.open(folder.resolve("run")).manifest().plan().replications())
        .isEqualTo(3 * 6);
  }

  @Test
  void everyArmCanBeSetAgainstItself() {
    Path out = folder.resolve("aa");
    Ended ended =
        host.run(
            "measure", "seed", "--arm", "locked", "--aa", "--trials", "4", "--out", out.toString());
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out()).contains("A/A").contains("go         locked");
    assertThat(host.calls).doesNotContain("calibrate go").hasSize(8);
  }

  @Test
  void whatIsNoGridRunIsNotGoneOnWith() {
    host.run("measure", "seed", "--trials", "1", "--out", folder.resolve("m").toString());
    Ended ended = host.run("validate", "--resume", folder.resolve("m").toString());
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("is no run over a grid").hasLineCount(1);
    validate();
    Ended other = host.run("measure", "--resume", folder.resolve("run").toString());
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err()).contains("fairlane validate --resume").hasLineCount(1);
  }
}
