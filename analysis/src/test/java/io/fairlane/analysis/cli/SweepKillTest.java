package io.fairlane.analysis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A sweep in a process of its own is killed at seeded random instants and begun again each time by
 * the same command. What was in the log stays, nothing is run into it twice, and the result is that
 * of a sweep that nobody disturbed.
 */
class SweepKillTest {
  private static final int KILLS = 10;

  private static final int CELLS = 12;

  /** Enough that the sweep outlasts all kills: some ms an item, on one thread. */
  private static final int REPLICATIONS = 250;

  /** So long after the start, or after the first item of this life. */
  private static final int EARLY_MILLIS = 900;

  private static final int LATE_MILLIS = 150;

  @TempDir Path folder;

  private Path log(String out) {
    return folder.resolve(out).resolve("items.log");
  }

  private KilledProcess start(String out, int threads) throws IOException {
    return KilledProcess.start(
        folder,
        "sweep",
        folder.resolve("sweep.yaml").toString(),
        "--costs",
        folder.resolve("costs.json").toString(),
        "--threads",
        Integer.toString(threads),
        "--out",
        folder.resolve(out).toString());
  }

  @Test
  void killedAtTenInstantsTheResultIsTheSame() throws Exception {
    Files.writeString(
        folder.resolve("sweep.yaml"),
        SmallSweep.TEXT.replace("replications: 4", "replications: " + REPLICATIONS));
    try (var in = SweepKillTest.class.getResourceAsStream("costs.json")) {
      Files.write(folder.resolve("costs.json"), in.readAllBytes());
    }
    SplittableRandom random = new SplittableRandom(3);
    String before = "";
    int living = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      KilledProcess life = start("killed", 1);
      if (kill % 3 == 0) {
        Thread.sleep(random.nextInt(EARLY_MILLIS));
      } else {
        awaitGrowth(life);
        Thread.sleep(random.nextInt(LATE_MILLIS));
      }
      living += life.isAlive() ? 1 : 0;
      life.kill();
      String after = wholeLines();
      assertThat(after.startsWith(before)).as("kill %d keeps what was there", kill).isTrue();
      before = after;
    }
    assertThat(living).as("lives that were killed: %s", stderr()).isEqualTo(KILLS);
    assertThat(before).as("killed before anything was done").isNotEmpty();

    assertThat(start("killed", 2).end()).as(stderr()).isZero();
    assertThat(wholeLines().startsWith(before)).isTrue();
    List<String> items = wholeLines().lines().map(line -> line.split("\t")[0]).toList();
    Set<String> distinct = new HashSet<>(items);
    assertThat(items).hasSize(distinct.size()).hasSize(CELLS * REPLICATIONS);

    assertThat(start("whole", 2).end()).as(stderr()).isZero();
    assertThat(Files.mismatch(result("killed"), result("whole"))).isEqualTo(-1);
  }

  private Path result(String out) {
    return folder.resolve(out).resolve("result.csv");
  }

  /** Until this life has added something. */
  private void awaitGrowth(KilledProcess life) throws Exception {
    long before = size();
    while (life.isAlive() && size() <= before) {
      Thread.sleep(5);
    }
  }

  private long size() throws IOException {
    return Files.exists(log("killed")) ? Files.size(log("killed")) : 0;
  }

  private String wholeLines() throws IOException {
    if (!Files.exists(log("killed"))) {
      return "";
    }
    String text = Files.readString(log("killed"), StandardCharsets.UTF_8);
    return text.substring(0, text.lastIndexOf('\n') + 1);
  }

  private String stderr() throws IOException {
    return Files.readString(folder.resolve("stderr"));
  }
}
