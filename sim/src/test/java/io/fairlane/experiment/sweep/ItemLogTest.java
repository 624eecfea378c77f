package io.fairlane.experiment.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlane.experiment.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ItemLogTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("items.log");
  }

  @Test
  void anItemIsKeptOnceAndFoundAgain() throws IOException {
    try (ItemLog log = ItemLog.open(file(), 10)) {
      log.append(7, "a,1\tb,2");
      log.append(3, "c,3");
      log.append(7, "other");
      assertThat(log.rows(7)).containsExactly("a,1", "b,2");
      assertThat(log.finished()).isEqualTo(2);
    }
    assertThat(file()).hasContent("7\ta,1\tb,2\n3\tc,3\n");
    try (ItemLog log = ItemLog.open(file(), 10)) {
      assertThat(log.has(3)).isTrue();
      assertThat(log.has(4)).isFalse();
      log.append(4, "d," + "4".repeat(5_000));
      assertThat(log.rows(4)).containsExactly("d," + "4".repeat(5_000));
    }
  }

  /** Lines of some hundred bytes over several pieces of the file, looked up while it grows. */
  @Test
  void anyItemIsFoundWhileTheFileGrows() {
    int items = 3_000;
    List<Integer> order = new ArrayList<>(IntStream.range(0, items).boxed().toList());
    Collections.shuffle(order, new Random(5));
    Random random = new Random(6);
    try (ItemLog log = ItemLog.open(file(), items)) {
      for (int i = 0; i < items; i++) {
        log.append(order.get(i), row(order.get(i)));
        int before = order.get(random.nextInt(i + 1));
        assertThat(log.rows(before)).containsExactly(row(before).split("\t"));
      }
      for (int item = 0; item < items; item++) {
        assertThat(log.rows(item)).containsExactly(row(item).split("\t"));
      }
    }
  }

  private static String row(int item) {
    return item + "," + "é".repeat(item % 400) + "\tsecond," + item;
  }

  /** Wherever a kill cuts the file, the whole lines stay and the rest gives way. */
  @Test
  void aLineThatWasCutOffGivesWay() throws IOException {
    byte[] whole = "1\ta\n2\tbb\n5\tccc\n".getBytes();
    for (int length = 0; length <= whole.length; length++) {
      Files.write(file(), Arrays.copyOf(whole, length));
      try (ItemLog log = ItemLog.open(file(), 10)) {
        assertThat(log.finished()).isEqualTo(length < 4 ? 0 : length < 9 ? 1 : length < 15 ? 2 : 3);
        log.append(1, "a");
        log.append(2, "bb");
        log.append(5, "ccc");
      }
      assertThat(Files.readAllBytes(file())).as("cut at %d", length).isEqualTo(whole);
    }
  }

  @Test
  void whatIsNoItemIsRefused() throws IOException {
    for (String line : new String[] {"10\ta", "x\ta", "3", "99999999999999999999\ta", "-1\ta"}) {
      Files.writeString(file(), "1\ta\n" + line + "\n");
      assertThatThrownBy(() -> ItemLog.open(file(), 10))
          .as(line)
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("at byte 4 is no item of this sweep");
    }
  }

  @Test
  void twoCannotFillIt() {
    try (ItemLog log = ItemLog.open(file(), 10)) {
      assertThat(log.finished()).isZero();
      assertThatThrownBy(() -> ItemLog.open(file(), 10))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("is being filled by another process");
    }
  }
}
