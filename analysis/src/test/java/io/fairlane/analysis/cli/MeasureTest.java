package io.fairlane.analysis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.analysis.cli.FakeHost.Ended;
import io.fairlane.experiment.Json;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.RunDirectory;
import io.fairlane.experiment.Trial;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    assertThat(host.calls.subList(0, 2)).containsExactly("calibrate go", "predict go");
    assertThat(host.calls).hasSize(8);
    assertThat(ended.out()).contains("locked").contains("8");
    assertThat(Path.of(run)).isDirectoryContaining("glob:**/comparison.json");
    assertThat(RunDirectory.open(Path.of(run)).costs()).hasSize(1);
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
                + "\nfairlane: 15 trials to measure: about 1 min 14 s by the model\n");
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
    assertThat(host.calls).hasSize(5).allMatch(call -> call.startsWith("measure go"));
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
    String last = ended.out().strip().lines().reduce((a, b) -> b).orElseThrow();
    assertThat(Path.of(last.substring("report: ".length()))).isRegularFile();
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
