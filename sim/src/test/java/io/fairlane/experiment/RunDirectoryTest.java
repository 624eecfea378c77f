package io.fairlane.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
  @TempDir Path dir;

  static final Manifest MANIFEST =
      new Manifest(
          "0.1.0",
          "absent",
          "2026-11-23T00:00:00Z",
          7,
          List.of("measure", "seed"),
          ScenarioFiles.read("seed", List.of()),
          new Manifest.Plan(List.of("go"), List.of("fair", "locked"), 3, 20, 30),
          Map.of("cpu", "absent"));

  static Trial trial(int rep) {
    return new Trial(
        Trial.Kind.MEASURED,
        "seed",
        Runtime.GO,
        Arm.LOCKED,
        rep,
        42L + rep,
        0.1 + rep / 3.0,
        10_000_000,
        new Trial.Counters(123L, 0L, null, 202L, null, null),
        new Trial.Latency(
            1.5, null, null, new Trial.RunQueueDelay(2.5, 1e9, null), Trial.RunQueueDelay.ABSENT),
        Trial.Verdict.CLEAN,
        new Trial.HostNoise(0.01, null, 5L, null, 1));
  }

  private static Trial with(Trial t, Trial.HostNoise host) {
    return new Trial(
        t.kind(),
        t.scenario(),
        t.runtime(),
        t.arm(),
        t.rep(),
        t.seed(),
        t.seconds(),
        t.messages(),
        t.counters(),
        t.latency(),
        t.verdict(),
        host);
  }

  @Test
  void whatIsAppendedIsReadBackExactly() {
    RunDirectory run = RunDirectory.create(dir, MANIFEST, Instant.parse("2026-11-23T12:00:00Z"));
    run.append(trial(0));
    run.append(List.of(trial(1), trial(2)));
    RunDirectory again = RunDirectory.open(run.path());
    assertThat(run.path().getFileName()).hasToString("seed-20261123T120000Z");
    assertThat(again.trials()).containsExactly(trial(0), trial(1), trial(2));
    assertThat(again.manifest()).isEqualTo(MANIFEST);
  }

  @Test
  void threadsAreKept() {
    RunDirectory run = RunDirectory.create(dir, MANIFEST, Instant.EPOCH);
    Trial t = trial(0);
    Trial seen =
        with(
            t, new Trial.HostNoise(0.01, null, 5L, null, 1, new Trial.Threads(4, List.of(3L, 5L))));
    run.append(List.of(seen, t));
    assertThat(run.trials()).containsExactly(seen, t);
  }

  private static final Proof PROOF =
      new Proof(
          new Proof.Pressure(0.125, null),
          0.003,
          new Proof.Crowd(3L, 5L, 0.99, 1.5e6, null),
          new Proof.GoScheduler(2L, 5L, 1e3, 2e9),
          0.04,
          new Proof.Steadiness(1.25, 0.5, 3L),
          new Proof.Speed(0.5, 0.35, 0.7, 200L, List.of(0.4, 0.6), 0.02, List.of(0.03, 0.01)));

  @Test
  void proofIsKept() {
    RunDirectory run = RunDirectory.create(dir, MANIFEST, Instant.EPOCH);
    Trial proven = with(trial(0), trial(0).host().with(PROOF));
    run.append(List.of(proven, trial(1)));
    assertThat(run.trials()).containsExactly(proven, trial(1));
  }

  @Test
  void aPlanGivesEachTrialPairsOfReplicationsOfItsOwn() {
    assertThat(Manifest.Plan.replications(20, 5)).isEqualTo(20);
    assertThat(Manifest.Plan.replications(20, 3)).isEqualTo(24);
    assertThat(Manifest.Plan.replications(1, 2)).isEqualTo(8);
    assertThat(plan(3, 24).replicationsPerTrial()).isEqualTo(8);
    assertThat(plan(3, 20).replicationsPerTrial()).isEqualTo(6);
    assertThat(plan(5, 25).replicationsPerTrial()).as("a pair would lie in two blocks").isZero();
    assertThat(plan(10, 20).replicationsPerTrial()).as("one pair").isZero();
    assertThat(plan(0, 20).replicationsPerTrial()).as("simulated only").isZero();
  }

  private static Manifest.Plan plan(int trials, int replications) {
    return new Manifest.Plan(List.of("go"), List.of("fair"), trials, replications, 30);
  }

  @Test
  void predictionsAtTheSpeedSeenAreApart() {
    RunDirectory run = RunDirectory.create(dir, MANIFEST, Instant.EPOCH);
    assertThat(run.trialsAtSpeed()).isEmpty();
    run.append(trial(0));
    run.appendAtSpeed(List.of(trial(1)));
    assertThat(run.trials()).containsExactly(trial(0));
    assertThat(run.trialsAtSpeed()).containsExactly(trial(1));
  }

  @Test
  void aRunMadeBeforeThereWasProofHasNone() throws IOException {
    RunDirectory run = RunDirectory.create(dir, MANIFEST, Instant.EPOCH);
    run.append(with(trial(0), trial(0).host().with(PROOF)));
    Path file = run.path().resolve("trials.csv");
    int columns = ProofColumns.all().size();
    Files.writeString(
        file,
        Files.readString(file)
            .lines()
            .map(line -> line.replaceAll("(,[^,]*){" + columns + "}$", "\n"))
            .collect(Collectors.joining()));
    assertThat(Files.readString(file)).doesNotContain("host_pressure");
    assertThat(run.trials()).containsExactly(trial(0));
  }

  @Test
  void aManifestKeepsWorkThatVaries() {
    Manifest varied =
        new Manifest(
            "0.1.0",
            "absent",
            "2026-11-23T00:00:00Z",
            7,
            List.of("simulate"),
            ScenarioFiles.read(
                "seed",
                List.of(
                    "background.work.distribution=pareto",
                    "background.work.alpha=1.5",
                    "producers.work.mean=7",
                    "producers.work.distribution=exponential",
                    "producers.rate=1000",
                    "producers.arrivals=exponential",
                    "consumer.lockedBy=parent",
                    "timeSlice=20",
                    "wakeFromOutside=last-p")),
            new Manifest.Plan(List.of("go"), List.of("fair"), 1, 1, 30),
            Map.of());
    RunDirectory run = RunDirectory.create(dir, varied, Instant.EPOCH);
    assertThat(RunDirectory.open(run.path()).manifest()).isEqualTo(varied);
  }

  @Test
  void aManifestOfAnOlderVersionHasTheDefaultsOfLaterKeys() throws IOException {
    RunDirectory run = RunDirectory.create(dir, MANIFEST, Instant.EPOCH);
    Path file = run.path().resolve("manifest.json");
    String older =
        Files.readString(file)
            .replaceAll(
                ",\\s*\"(rate|arrivals|lockedBy|timeSlice|wakeFromOutside|calibratesOnce)\" :"
                    + " [\"a-z0-9]+",
                "");
    assertThat(older)
        .doesNotContain("timeSlice", "rate", "lockedBy", "wakeFromOutside", "calibratesOnce")
        .contains("\"work\" : 100000");
    Files.writeString(file, older);
    assertThat(run.manifest()).isEqualTo(MANIFEST);
  }

  @Test
  void aLineCutOffByAKillIsDroppedAndTheNextTrialIsWhole() throws IOException {
    RunDirectory run = RunDirectory.create(dir, MANIFEST, Instant.EPOCH);
    run.append(trial(0));
    Files.writeString(
        run.path().resolve("trials.csv"), "measured,seed,go,fai", StandardOpenOption.APPEND);
    assertThat(run.trials()).containsExactly(trial(0));
    run.append(trial(1));
    assertThat(run.trials()).containsExactly(trial(0), trial(1));
  }

  @Test
  void absentIsWrittenAsAbsent() throws IOException {
    RunDirectory run = RunDirectory.create(dir, MANIFEST, Instant.EPOCH);
    run.append(trial(0));
    assertThat(Files.readString(run.path().resolve("trials.csv"))).contains("absent");
  }

  @Test
  void aDamagedRowIsRefusedWithFileAndLine() throws IOException {
    RunDirectory run = RunDirectory.create(dir, MANIFEST, Instant.EPOCH);
    run.append(trial(0));
    Files.writeString(
        run.path().resolve("trials.csv"), "measured,seed\n", StandardOpenOption.APPEND);
    assertThatThrownBy(run::trials)
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("trials.csv:3: not a trial");
  }

  @Test
  void anotherRunIsNotOverwrittenAndAStrangeDirectoryIsNotARun() {
    RunDirectory run = RunDirectory.create(dir, MANIFEST, Instant.EPOCH);
    assertThatThrownBy(() -> RunDirectory.createAt(run.path(), MANIFEST))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("--resume");
    assertThatThrownBy(() -> RunDirectory.open(dir))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("not a run directory");
  }
}
