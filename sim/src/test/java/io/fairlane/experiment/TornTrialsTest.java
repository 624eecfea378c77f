package io.fairlane.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a kill, a full disk or another version may have left of {@code trials.csv}. */
class TornTrialsTest {
  private static final List<Trial> TRIALS =
      List.of(
          RunDirectoryTest.trial(0),
          RunDirectoryTest.trial(1),
          RunDirectoryTest.trial(2),
          RunDirectoryTest.trial(3));
  private static final Trial NEXT = RunDirectoryTest.trial(4);

  @TempDir Path dir;
  private RunDirectory run;
  private Path file;

  @BeforeEach
  void fourFinishedTrials() {
    run = RunDirectory.create(dir, RunDirectoryTest.MANIFEST, Instant.EPOCH);
    run.append(TRIALS);
    file = run.path().resolve("trials.csv");
  }

  /** The file's length after each of its lines; [0] is the header's. */
  private static int[] lineEnds(byte[] text) {
    return java.util.stream.IntStream.range(0, text.length)
        .filter(at -> text[at] == '\n')
        .map(at -> at + 1)
        .toArray();
  }

  @Test
  void cutOffAtAnyByteItLosesTheTornLineOnlyAndTheNextTrialIsWhole() throws IOException {
    byte[] text = Files.readAllBytes(file);
    int[] ends = lineEnds(text);
    byte[] next = line(NEXT);
    for (int cut = ends[2]; cut <= text.length; cut++) {
      int length = cut;
      int whole = (int) Arrays.stream(ends).filter(end -> end <= length).count() - 1;
      Files.write(file, Arrays.copyOf(text, cut));
      assertThat(run.trials()).as("cut at %d", cut).isEqualTo(TRIALS.subList(0, whole));

      RunDirectory.resume(run.path()).append(NEXT);
      byte[] expected = Arrays.copyOf(text, ends[whole] + next.length);
      System.arraycopy(next, 0, expected, ends[whole], next.length);
      assertThat(Files.readAllBytes(file)).as("cut at %d", cut).isEqualTo(expected);
      assertThat(run.trials()).hasSize(whole + 1).endsWith(NEXT);
    }
  }

  @Test
  void cutOffInTheHeaderItBeginsAnew() throws IOException {
    byte[] text = Files.readAllBytes(file);
    for (int cut = 0; cut <= lineEnds(text)[0]; cut++) {
      Files.write(file, Arrays.copyOf(text, cut));
      assertThat(run.trials()).as("cut at %d", cut).isEmpty();
      run.append(NEXT);
      assertThat(run.trials()).as("cut at %d", cut).containsExactly(NEXT);
    }
  }

  @Test
  void aTrialThatEndsInTheMomentOfAnInterruptIsKept() {
    Thread.currentThread().interrupt();
    run.append(NEXT);
    assertThat(Thread.interrupted()).as("still to be acted on").isTrue();
    assertThat(run.trials()).hasSize(5).endsWith(NEXT);
  }

  @Test
  void aFileWithFewerColumnsIsReadButNotGoneOnWith() throws IOException {
    List<String> columns = List.of(Files.readAllLines(file).get(0).split(","));
    byte[] older = without(6);
    Files.write(file, older);
    assertThat(run.trials()).hasSize(4).extracting(Trial::seed).startsWith(42L, 43L);
    String line =
        file
            + ":1: another version of Fairlane wrote this (no "
            + columns.get(columns.size() - 6)
            + " and 5 more):"
            + " compare it as it is, but measure anew with another --out";
    assertThatThrownBy(() -> RunDirectory.resume(run.path()))
        .isInstanceOf(Refusal.class)
        .hasMessage(line);
    assertThatThrownBy(() -> run.append(NEXT)).isInstanceOf(Refusal.class).hasMessage(line);
    assertThat(Files.readAllBytes(file)).as("untouched").isEqualTo(older);
  }

  @Test
  void aFileWithOtherColumnsIsNotGoneOnWithEither() throws IOException {
    Files.writeString(
        file, Files.readString(file).replaceFirst("kind,scenario,", "scenario,kind,"));
    assertThatThrownBy(() -> RunDirectory.resume(run.path()))
        .hasMessageContaining("another version of Fairlane wrote this (its columns differ)");
  }

  /** The file as a version wrote it that did not know the last columns. */
  private byte[] without(int columns) throws IOException {
    StringBuilder older = new StringBuilder();
    for (String line : Files.readAllLines(file)) {
      List<String> cells = List.of(line.split(","));
      older.append(String.join(",", cells.subList(0, cells.size() - columns))).append("\r\n");
    }
    return older.toString().getBytes(StandardCharsets.UTF_8);
  }

  private byte[] line(Trial trial) throws IOException {
    RunDirectory other = RunDirectory.create(dir, RunDirectoryTest.MANIFEST, Instant.EPOCH);
    other.append(trial);
    byte[] text = Files.readAllBytes(other.path().resolve("trials.csv"));
    return Arrays.copyOfRange(text, lineEnds(text)[0], text.length);
  }
}
