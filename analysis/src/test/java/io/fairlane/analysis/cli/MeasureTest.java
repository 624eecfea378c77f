package io.fairlane.analysis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.analysis.cli.FakeHost.Ended;
import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Json;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.RunDirectory;
import io.fairlane.experiment.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class MeasureTest {
  @TempDir Path folder;
  private FakeHost host;
  private String run;

  @BeforeEach
  void healthyHost() {
    host = new FakeHost(folder);
    run = folder.resolve("run").toString();
  }

  private long measuredTrials() {
    return RunDirectory.open(Path.of(run)).trials().stream()
        .filter(trial -> trial.kind() == Trial.Kind.MEASURED)
        .count();
  }

  @Test
  void calibratesThenPredictsThenMeasures() {
    Ended ended = host.run("measure", "seed", "--trials", "3", "--out", run);
    assertThat(ended.code()).isZero();
    assertThat(host.calls).hasSize(3 * 4 + 1).endsWith("calibrate go");
    for (int block = 0; block < 3; block++) {
      List<String> its = host.calls.subList(4 * block, 4 * block + 4);
      assertThat(its.subList(0, 2)).containsExactly("calibrate go", "predict go");
      assertThat(its.subList(2, 4))
          .containsExactlyInAnyOrder("measure go fair", "measure go locked");
    }
    assertThat(ended.out()).contains("locked").contains("8");
    assertThat(Path.of(run)).isDirectoryContaining("glob:**/comparison.json");
    assertThat(RunDirectory.open(Path.of(run)).costs()).hasSize(1);
    assertThat(Path.of(run, "costs-3.json")).as("after the last block").exists();
  }

  @Test
  void calibratesOnceIfToldTo() {
    Ended ended = host.run("measure", "seed", "--trials", "3", "--calibrate-once", "--out", run);
    assertThat(ended.code()).isZero();
    assertThat(host.calls.subList(0, 2)).containsExactly("calibrate go", "predict go");
    assertThat(host.calls).hasSize(8);
    assertThat(Path.of(run, "costs-1.json")).doesNotExist();
    assertThat(RunDirectory.open(Path.of(run)).trials())
        .filteredOn(t -> t.kind() == Trial.Kind.PREDICTED)
        .as("20 replications, raised so that each of three trials has an even number")
        .hasSize(2 * 24);
  }

  /** The host was half as fast in every locked trial: no fault of the model. */
  @Test
  void whereTheSpeedIsSeenItIsPredictedAtItToo() throws IOException {
    host.speed = Map.of(Arm.FAIR, 20.0, Arm.LOCKED, 40.0);
    Ended ended = host.run("measure", "seed", "--trials", "3", "--out", run);
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out())
        .containsPattern("  locked +2\\.\\d+ s +3 .* [+-]?[0-3](\\.\\d)? %")
        .containsPattern("    beforehand  .* [+](9\\d|10\\d) %")
        .contains("at the speed that the CPUs had in each trial");
    assertThat(ended.out().lines()).allMatch(line -> line.length() <= 80);
    RunDirectory directory = RunDirectory.open(Path.of(run));
    assertThat(directory.trialsAtSpeed())
        .as("8 replications of each measured trial")
        .hasSize(8 * 3 * 2)
        .allMatch(t -> t.kind() == Trial.Kind.PREDICTED);
    JsonNode json = Json.MAPPER.readTree(host.run("compare", run, "--json").out());
    assertThat(json.at("/cells/0/error").asDouble()).isBetween(-0.05, 0.05);
    assertThat(json.at("/beforehand/cells/0/error").asDouble()).isBetween(0.9, 1.1);
    assertThat(host.run("compare", run, "--format", "markdown").out())
        .contains("* go locked: Beforehand, at the speed that the calibration had met, ");
    assertThat(host.run("compare", run, "--format", "csv").out())
        .containsPattern("\nseed/go,go,locked,.*,[\\d.]+,[\\d.]+,[\\d.]+\n");
    assertThat(host.run("report", run, "--quick").code()).isZero();
    assertThat(Files.readString(Path.of(run, "report.html")))
        .contains("go locked, beforehand", "at the speed that the calibration had met");
  }

  @Test
  void whatIsPredictedAtTheSpeedSeenSurvivesAnInterrupt() throws IOException {
    host.speed = Map.of(Arm.FAIR, 20.0, Arm.LOCKED, 30.0);
    String whole = host.run("measure", "seed", "--trials", "3", "--out", run).out();
    FakeHost again = new FakeHost(folder);
    again.speed = host.speed;
    again.interruptAfter = 3;
    String second = folder.resolve("second").toString();
    assertThat(again.run("measure", "seed", "--trials", "3", "--out", second).code())
        .isEqualTo(130);
    Path atSpeed = Path.of(second, "trials-at-speed.csv");
    List<String> lines = Files.readAllLines(atSpeed);
    assertThat(lines).as("of the first block, and a header").hasSize(1 + 2 * 8);
    String cut = String.join("\n", lines.subList(0, 12)) + "\npredicted,se";
    Files.writeString(atSpeed, cut);
    again.interruptAfter = Integer.MAX_VALUE;
    Ended resumed = again.run("measure", "--resume", second);
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(resumed.out()).isEqualTo(whole);
    assertThat(Files.readAllLines(atSpeed))
        .startsWith(lines.subList(0, 12).toArray(new String[0]))
        .doesNotHaveDuplicates()
        .hasSize(1 + 3 * 2 * 8);
  }

  @Test
  void jsonIsOneDocument() {
    Ended ended = host.run("measure", "seed", "--runtime", "pool", "--json", "--out", run);
    assertThat(Json.MAPPER.readTree(ended.out()).at("/speedup/pinned/ratio").asDouble())
        .isBetween(7.9, 8.1);
    assertThat(ended.err())
        .isEqualTo(
            "fairlane: run directory "
                + run
                + "\nfairlane: 15 trials to measure: about 2 min 53 s by the model\n");
  }

  @Test
  void withoutAPredictionOnlyTheTimeBoxLimitsThePlan() {
    Ended ended =
        host.run(
            "measure",
            "seed",
            "--arm",
            "fair",
            "--aa",
            "--trials",
            "1",
            "--timebox",
            "10",
            "--out",
            run);
    assertThat(ended.err())
        .contains("2 trials to measure: at most 23 s, by the time box (nothing is predicted)");
  }

  @Test
  void interruptedItKeepsFinishedTrialsAndSaysHowToGoOn() {
    host.interruptAfter = 3;
    Ended stopped = host.run("measure", "seed", "--trials", "4", "--out", run);
    assertThat(stopped.code()).isEqualTo(130);
    assertThat(stopped.err())
        .endsWith(
            """
            fairlane: stopped; 3 finished trials are in %s/trials.csv
              go on:       fairlane measure --resume %s
              look at it:  fairlane compare %s
            """
                .formatted(run, run, run));
    assertThat(measuredTrials()).isEqualTo(3);
    assertThat(host.run("compare", run).code()).isZero();

    host.interruptAfter = Integer.MAX_VALUE;
    host.calls.clear();
    Ended resumed = host.run("measure", "--resume", run);
    assertThat(resumed.code()).isZero();
    assertThat(resumed.err()).contains("5 trials to measure: about ");
    assertThat(measuredTrials()).isEqualTo(8);
    assertThat(host.run("measure", "--resume", run).err()).doesNotContain("to measure");
    assertThat(host.calls).filteredOn(call -> call.startsWith("measure go")).hasSize(5);
    assertThat(host.calls)
        .filteredOn(call -> call.equals("calibrate go"))
        .as("before the third and the fourth block, and after it")
        .hasSize(3);
  }

  @Test
  void aChildThatDiesOfTheSameInterruptIsNotAFailure() {
    host.interruptAfter = 1;
    host.failure = Refusal.hostCannot("the child ended with code 130");
    host.stopping = true;
    Ended stopped = host.run("measure", "seed", "--out", run);
    assertThat(stopped.code()).isEqualTo(130);
    assertThat(stopped.err()).contains("1 finished trial is in").doesNotContain("code 130");
  }

  @Test
  void anArmNotAskedForIsLeftOutAndOneAskedForIsRefused() {
    Ended ended =
        host.run("measure", "seed", "--runtime", "pool", "--set", "processors=1", "--out", run);
    assertThat(ended.code()).isZero();
    assertThat(ended.err())
        .contains("without pool dedicated: arm dedicated needs processors >= 2")
        .contains("without pool pinned: ");
    assertThat(
            host.run(
                "measure", "seed", "--runtime", "pool", "--arm", "pinned", "--set", "processors=1"))
        .extracting(Ended::code)
        .isEqualTo(4);
  }

  @Test
  void withoutGoItEndsWithFourAndTheRemedy() {
    host.goMissing = true;
    Ended ended = host.run("measure", "seed");
    assertThat(ended.code()).isEqualTo(4);
    assertThat(ended.err()).isEqualTo("fairlane: go not found on PATH: install Go\n");
  }

  @Test
  void unfairTrialsFailTheVerdict() {
    host.verdict = Trial.Verdict.UNFAIR;
    Ended ended = host.run("measure", "seed", "--trials", "2", "--out", run);
    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.err()).contains("4 trials were unfair");
  }

  @Test
  void demoPredictsBeforeItMeasuresAndEndsWithTheReport() {
    Ended ended = host.run("demo");
    assertThat(ended.code()).isZero();
    assertThat(host.calls.subList(0, 4))
        .containsExactly("calibrate go", "calibrate pool", "predict go", "predict pool");
    assertThat(ended.out()).contains("locked", "pinned", "report: ");
    assertThat(host.calls).filteredOn(call -> call.startsWith("calibrate")).hasSize(2);
    String last = ended.out().strip().lines().reduce((a, b) -> b).orElseThrow();
    assertThat(Path.of(last.substring("report: ".length()))).isRegularFile();
  }

  @Test
  void demoPredictsAtTheSpeedSeenToo() {
    host.speed = Map.of(Arm.FAIR, 20.0, Arm.LOCKED, 40.0, Arm.DEDICATED, 20.0, Arm.PINNED, 20.0);
    Ended ended = host.run("demo");
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out()).contains("    beforehand", "had in each trial");
  }

  @Test
  void demoGoesOnWithoutGoOrWithoutPinning() {
    host.goMissing = true;
    Ended withoutGo = host.run("demo");
    assertThat(withoutGo.code()).isZero();
    assertThat(withoutGo.err()).contains("fairlane: without go: go not found on PATH: install Go");
    assertThat(withoutGo.out()).contains("pinned").doesNotContain("locked");
    host.goMissing = false;
    host.pinningMissing = true;
    assertThat(host.run("demo").out()).contains("locked").doesNotContain("pinned");
    host.goMissing = true;
    assertThat(host.run("demo").code()).isEqualTo(4);
  }

  @Test
  void runsAreKeptBelowTheCurrentFolder() {
    host.run("measure", "seed", "--trials", "1");
    assertThat(folder.resolve("runs").toFile().list()).hasSize(1);
    assertThat(Stream.of(folder.resolve("runs").toFile().list()).min(Comparator.naturalOrder()))
        .contains("seed-20260101T120000Z");
    assertThat(List.of(folder.resolve("runs/seed-20260101T120000Z").toFile().list()))
        .contains("manifest.json", "costs.json", "trials.csv", "comparison.json");
  }
}
