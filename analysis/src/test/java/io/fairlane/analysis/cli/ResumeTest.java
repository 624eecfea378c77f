package io.fairlane.analysis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.analysis.cli.FakeHost.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code measure --resume} goes on with, and what it refuses in one line. */
class ResumeTest {
  @TempDir Path folder;
  private FakeHost host;
  private String run;

  @BeforeEach
  void aRunOfWhichThreeTrialsAreFinished() {
    host = new FakeHost(folder);
    run = folder.resolve("run").toString();
    host.interruptAfter = 3;
    assertThat(
            host.run("measure", "seed", "--runtime", "pool", "--calibrate-once", "--out", run)
                .code())
        .isEqualTo(130);
    host.interruptAfter = Integer.MAX_VALUE;
    host.calls.clear();
  }

  private Path trials() {
    return Path.of(run, "trials.csv");
  }

  @Test
  void predictionsThatAFullDiskCutOffAreCompletedAndThoseKeptAreKept() throws IOException {
    String[] lines = Files.readString(trials()).split("(?<=\n)");
    String cut = IntStream.range(0, 31).mapToObj(i -> lines[i]).collect(Collectors.joining());
    Files.writeString(trials(), cut + "predicted,seed,po");

    assertThat(host.run("measure", "--resume", run).code()).isZero();
    assertThat(Files.readString(trials())).startsWith(cut);
    assertThat(Files.readAllLines(trials()).stream().sorted().toList())
        .doesNotHaveDuplicates()
        .hasSize(1 + 3 * 20 + 3 * 5)
        .containsAll(IntStream.range(1, 61).mapToObj(i -> lines[i].strip()).toList());
  }

  @Test
  void onAnotherMachineItIsRefusedBeforeAnythingIsRun() {
    host.fingerprint = Map.of("cpu", "other CPU", "kernel", "6.1", "go", "1.26");
    assertThat(host.run("measure", "--resume", run))
        .isEqualTo(
            new Ended(
                4,
                "",
                "fairlane: "
                    + run
                    + " was begun on another host (cpu test CPU, here other CPU): go on there, or"
                    + " measure anew with another --out\n"));
    assertThat(host.calls).isEmpty();
  }

  @Test
  void withOtherSoftwareItGoesOnAndSaysSo() {
    host.fingerprint = Map.of("cpu", "test CPU", "kernel", "6.2", "go", "1.27");
    Ended ended = host.run("measure", "--resume", run);
    assertThat(ended.code()).isZero();
    assertThat(ended.err())
        .startsWith(
            "fairlane: "
                + run
                + " was begun with other software (kernel 6.1, here 6.2): its trials may not be"
                + " comparable, measure anew if in doubt\n");
  }

  @Test
  void anOlderVersionsFileIsComparedButNotGoneOnWith() throws IOException {
    List<String> columns = List.of(Files.readAllLines(trials()).get(0).split(","));
    List<String> older =
        Files.readAllLines(trials()).stream()
            .map(line -> line.replaceFirst("(,[^,]*){6}$", ""))
            .toList();
    Files.write(trials(), older);
    Ended ended = host.run("measure", "--resume", run);
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err())
        .isEqualTo(
            "fairlane: "
                + trials()
                + ":1: another version of Fairlane wrote this (no "
                + columns.get(columns.size() - 6)
                + " and 5 more): compare it as it is, but measure anew with another --out\n");
    assertThat(host.calls).isEmpty();
    assertThat(host.run("compare", run).code()).isZero();
  }

  @Test
  void whatCannotBeWrittenIsSaidInOneLine() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(host.run("measure", "seed", "--out", file.toString()))
        .isEqualTo(
            new Ended(
                2,
                "",
                "fairlane: cannot create "
                    + file
                    + " (a file of that name is there): name another --out\n"));
    Files.delete(trials());
    Files.createDirectory(trials());
    Ended ended = host.run("measure", "--resume", run);
    assertThat(ended.code()).isEqualTo(4);
    assertThat(ended.err()).startsWith("fairlane: cannot ").hasLineCount(1);
  }
}
