package io.fairlane.analysis.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fairlane.experiment.RunDirectory;
import io.fairlane.experiment.Trial;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Finished trials survive. {@code measure} runs in a process of its own, is ended at seeded random
 * instants, gone on with each time, and at last left to end: what it had told as kept was never
 * lost, changed or done twice.
 */
class KillTest {
  private static final int KILLS = 20;
  private static final int INTERRUPTS = 4;

  /** Enough that the plan outlasts all kills: 15 lives of at most 0.2 s, 17 ms a trial. */
  private static final int TRIALS_PER_ARM = 80;

  /** Every fourth is killed so long after its start: in start-up, lock, manifest, prediction. */
  private static final int EARLY_MILLIS = 800;

  /** The others so long after the first trial of their life. */
  private static final int LATE_MILLIS = 200;

  /** Four for each trial, the fewest there are. */
  private static final int REPLICATIONS = 4 * TRIALS_PER_ARM;

  private static final List<String> ARMS = List.of("fair", "dedicated", "pinned");

  @TempDir Path folder;

  private Path run() {
    return folder.resolve("run");
  }

  private Path file() {
    return run().resolve("trials.csv");
  }

  /** Begins the run, or goes on with it if it was killed after it had begun. */
  private KilledProcess start() throws IOException {
    return Files.exists(run().resolve("manifest.json"))
        ? KilledProcess.start(folder, "measure", "--resume", run().toString())
        : KilledProcess.start(
            folder,
            "measure",
            "seed",
            "--runtime",
            "pool",
            "--trials",
            Integer.toString(TRIALS_PER_ARM),
            "--replications",
            Integer.toString(REPLICATIONS),
            "--out",
            run().toString());
  }

  @Test
  void killedAtTwentyInstantsItHasEveryTrialOnceAsItWasWritten() throws Exception {
    SplittableRandom random = new SplittableRandom(7);
    String before = "";
    for (int kill = 0; kill < KILLS; kill++) {
      KilledProcess life = start();
      if (kill % 4 == 0) {
        Thread.sleep(random.nextInt(EARLY_MILLIS));
      } else {
        assertThat(life.awaitFirstTrial()).as("life %d: %s", kill, stderr()).isTrue();
        Thread.sleep(random.nextInt(LATE_MILLIS));
      }
      String seen = wholeLines();
      assertThat(life.isAlive()).as("life %d: %s", kill, stderr()).isTrue();
      life.kill();

      String after = wholeLines();
      assertThat(seen).as("before kill %d", kill).startsWith(before);
      assertThat(after).as("after kill %d", kill).startsWith(seen);
      assertThat(measured()).as("after kill %d", kill).containsAll(life.said("kept"));
      before = after;
    }
    assertThat(measured()).hasSizeBetween(KILLS, 3 * TRIALS_PER_ARM - 1);
    endsWithAllOfIt(before);
  }

  @Test
  void interruptedItKeepsTheTrialThatHasJustEndedAndSaysSo() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/kill")), "a way to send SIGINT");
    SplittableRandom random = new SplittableRandom(11);
    String before = "";
    List<String> ended = new ArrayList<>();
    for (int interrupt = 0; interrupt < INTERRUPTS; interrupt++) {
      KilledProcess life = start();
      assertThat(life.awaitFirstTrial()).as(stderr()).isTrue();
      Thread.sleep(random.nextInt(LATE_MILLIS));
      assertThat(life.interrupt()).isEqualTo(Failures.INTERRUPTED);

      ended.addAll(life.said("ended"));
      assertThat(measured()).isEqualTo(ended);
      assertThat(Files.readString(file())).isEqualTo(wholeLines()).startsWith(before);
      assertThat(stderr())
          .contains("fairlane: stopped; " + ended.size() + " finished trial")
          .contains("measure --resume " + run());
      before = wholeLines();
    }
    endsWithAllOfIt(before);
  }

  private void endsWithAllOfIt(String before) throws Exception {
    assertThat(start().end()).as(stderr()).isZero();
    assertThat(Files.readString(file())).isEqualTo(wholeLines()).startsWith(before);
    List<Trial> trials = RunDirectory.open(run()).trials();
    assertThat(trials).hasSize(ARMS.size() * (TRIALS_PER_ARM + REPLICATIONS));
    assertThat(names(trials, Trial.Kind.MEASURED))
        .containsExactlyInAnyOrderElementsOf(numbered(TRIALS_PER_ARM));
    assertThat(names(trials, Trial.Kind.PREDICTED))
        .containsExactlyInAnyOrderElementsOf(numbered(REPLICATIONS));
    assertThat(names(RunDirectory.open(run()).trialsAtSpeed(), Trial.Kind.PREDICTED))
        .containsExactlyInAnyOrderElementsOf(numbered(REPLICATIONS));
    try (Stream<Path> files = Files.list(run())) {
      List<String> names = files.map(path -> path.getFileName().toString()).toList();
      assertThat(names).filteredOn(name -> name.matches("costs-\\d+.json")).hasSize(TRIALS_PER_ARM);
      assertThat(names)
          .filteredOn(name -> !name.startsWith("costs-"))
          .containsExactlyInAnyOrder(
              "manifest.json",
              "costs.json",
              "trials.csv",
              "trials-at-speed.csv",
              "comparison.json");
    }
  }

  private static List<String> numbered(int count) {
    List<String> all = new ArrayList<>();
    for (String arm : ARMS) {
      for (int rep = 0; rep < count; rep++) {
        all.add(arm + " " + rep);
      }
    }
    return all;
  }

  private List<String> measured() {
    return Files.exists(run().resolve("manifest.json"))
        ? names(RunDirectory.open(run()).trials(), Trial.Kind.MEASURED)
        : List.of();
  }

  private static List<String> names(List<Trial> trials, Trial.Kind kind) {
    return trials.stream()
        .filter(trial -> trial.kind() == kind)
        .map(trial -> trial.arm().label() + " " + trial.rep())
        .toList();
  }

  private String wholeLines() throws IOException {
    if (!Files.exists(file())) {
      return "";
    }
    String text = new String(Files.readAllBytes(file()), StandardCharsets.UTF_8);
    return text.substring(0, text.lastIndexOf('\n') + 1);
  }

  private String stderr() throws IOException {
    return Files.readString(folder.resolve("stderr"));
  }
}
