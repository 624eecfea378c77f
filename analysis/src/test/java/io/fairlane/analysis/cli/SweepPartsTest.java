package io.fairlane.analysis.cli;

import static io.fairlane.analysis.cli.SmallSweep.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.analysis.cli.FakeHost.Ended;
import io.fairlane.sim.sweep.ModelCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep in parts: merged they are the whole, and what is no part of it is refused. */
class SweepPartsTest {
  @TempDir Path folder;
  private SmallSweep small;

  @BeforeEach
  void files() throws IOException {
    small = new SmallSweep(folder);
  }

  @Test
  void theBytesAreTheSameOnAnyNumberOfThreadsAndFromParts() throws IOException {
    done(small.sweep("one", "--threads", "1"));
    String one = small.result("one");
    assertThat(one.lines()).hasSize(1 + (6 * 2 + 6 * 3) * 4);
    assertThat(one.lines().filter(line -> line.contains(",endless,"))).isEmpty();

    done(small.sweep("three", "--threads", "3"));
    assertThat(small.result("three")).isEqualTo(one);

    for (int part : new int[] {2, 3, 1}) {
      done(small.sweep("part" + part, "--shard", part + "/3", "--threads", "2"));
    }
    assertThat(
            small.result("part1").lines().count() - 1 + small.result("part2").lines().count() - 1)
        .isLessThan(one.lines().count() - 1);
    Ended merged = small.merge("3", "1", "2");
    done(merged);
    assertThat(small.result("merged")).isEqualTo(one);
  }

  @Test
  void partsThatDoNotMakeAWholeAreRefused() throws IOException {
    done(small.sweep("part1", "--shard", "1/3"));
    done(small.sweep("part2", "--shard", "2/3"));
    assertThat(small.merge("1", "2").err()).contains("part 3/3 is missing");
    assertThat(small.merge("1", "2", "1").err()).contains("part 1/3 is there twice");
    done(small.sweep("part3", "--shard", "3/3", "--seed", "2"));
    assertThat(small.merge("1", "2", "3").err()).contains("is no part of the sweep in");
    Files.delete(folder.resolve("part2/result.csv"));
    Ended unfinished = small.merge("1", "2");
    assertThat(unfinished.code()).isEqualTo(2);
    assertThat(unfinished.err()).contains("part 2/3 is not finished: go on with");
  }

  /** Whatever is wrong with a part, nothing is made of it. */
  @Test
  void aPartThatWasDamagedMakesNoDirectory() throws IOException {
    done(small.sweep("part1", "--shard", "1/2"));
    done(small.sweep("part2", "--shard", "2/2"));
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
    done(small.merge("1", "2"));
  }

  private void refusedParts(Path part, List<String> rows, String says) throws IOException {
    Files.write(part, rows);
    Ended ended = small.merge("1", "2");
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains(says).hasLineCount(1);
    assertThat(folder.resolve("merged")).doesNotExist();
  }

  /** The version and the commit may be the same: it is the code that counts. */
  @Test
  void otherCodeOfTheModelIsNoticed() throws IOException {
    done(small.sweep("part1", "--shard", "1/2"));
    done(small.sweep("part2", "--shard", "2/2"));
    Path manifest = folder.resolve("part2/sweep.json");
    String ours = "\"model\" : \"" + ModelCode.fingerprint() + "\"";
    String text = Files.readString(manifest);
    assertThat(text).contains(ours);
    Files.writeString(manifest, text.replace(ours, "\"model\" : \"0123456789abcdef\""));
    Ended merged = small.merge("1", "2");
    assertThat(merged.code()).isEqualTo(2);
    assertThat(merged.err()).contains("part2 was run by other code of the model (commit ");

    done(small.sweep("part2", "--shard", "2/2")); // finished: nothing would be mixed
    Files.delete(folder.resolve("part2/result.csv"));
    Ended resumed = small.host().run("sweep", "--resume", folder.resolve("part2").toString());
    assertThat(resumed.code()).isEqualTo(2);
    assertThat(resumed.err()).contains("part2 was begun by other code of the model (commit ");
    assertThat(small.sweep("part2", "--shard", "2/2").code()).isEqualTo(2);
    Files.writeString(manifest, text.replace(ours + ",", ""));
    assertThat(small.sweep("part2", "--shard", "2/2").err()).contains("other code of the model");
    Files.writeString(manifest, text);
    done(small.sweep("part2", "--shard", "2/2"));
  }
}
