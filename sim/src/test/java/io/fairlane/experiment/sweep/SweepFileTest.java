package io.fairlane.experiment.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Progress;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.ScenarioFiles;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepFileTest {
  private static Sweep read(String text, String... set) {
    return SweepFile.read(
        new SweepSource(
            "s.yaml", text, ScenarioFiles.builtInText("seed"), List.of(set), null, null));
  }

  private static List<String> values(String range) {
    return read("axes: {background.tasks: " + range + "}").axes().getFirst().points().stream()
        .map(List::getFirst)
        .toList();
  }

  @Test
  void theDefaultsAreWhatTheManualSays() {
    assertThat(read(SweepFile.defaultsText()))
        .usingRecursiveComparison()
        .ignoringFields("base.origins")
        .isEqualTo(read(""));
    assertThat(read("").cells()).isOne();
    assertThat(read("").items()).isEqualTo(20);
  }

  @Test
  void aRangeHasItsValues() {
    assertThat(values("[3, 1, 2]")).containsExactly("3", "1", "2");
    assertThat(values("{from: 1, to: 8, step: 1}")).hasSize(8).startsWith("1").endsWith("8");
    assertThat(values("{from: 1, to: 8, step: 3}")).containsExactly("1", "4", "7");
    assertThat(values("{from: 1, to: 21, steps: 5}")).containsExactly("1", "6", "11", "16", "21");
    assertThat(values("{from: 1, to: 1e6, steps: 7, scale: log}"))
        .containsExactly("1", "10", "100", "1000", "10000", "100000", "1000000");
    assertThat(values("{from: 1, to: 3, steps: 9, scale: log}")).containsExactly("1", "2", "3");
    assertThat(values("{from: 5, to: 5, steps: 1}")).containsExactly("5");
  }

  @Test
  void everyCombinationIsACellAndTheLastAxisRunsFastest() {
    Sweep sweep =
        read(
            """
            axes:
              background.tasks: [0, 10]
              processors: {from: 1, to: 3, step: 1}
            runtimes: [go, pool]
            arms: [dedicated, locked]
            replications: 4
            """);
    assertThat(sweep.cells()).isEqualTo(12);
    assertThat(sweep.cell(7).values()).containsExactly("0", "2");
    assertThat(sweep.cell(7).runtime()).isEqualTo(Runtime.POOL);
    assertThat(sweep.cell(7).scenario().processors()).isEqualTo(2);
    assertThat(sweep.cell(7).arms()).containsExactly(Arm.FAIR, Arm.LOCKED, Arm.DEDICATED);
    assertThat(sweep.cell(6).arms()).as("one P").containsExactly(Arm.FAIR, Arm.LOCKED);
    assertThat(IntStream.range(0, 12).mapToObj(i -> sweep.cell(i).identity()))
        .doesNotHaveDuplicates();
    int item = sweep.item(7, 3);
    assertThat(sweep.cellOf(item)).isEqualTo(7);
    assertThat(sweep.repOf(item)).isEqualTo(3);
  }

  @Test
  void aWorkloadHasOneIdentityHoweverItIsWritten() {
    Sweep wide = read("axes: {processors: [1, 2], background.tasks: [7, 8]}");
    Sweep narrow = read("name: other\nset: {background.tasks: 8, processors: 2}");
    Sweep set = read("axes: {background.tasks: [8]}", "processors=2");
    assertThat(wide.cell(3).identity())
        .isEqualTo(narrow.cell(0).identity())
        .isEqualTo(set.cell(0).identity())
        .isNotEqualTo(wide.cell(2).identity());
  }

  @Test
  void aHypercubeMeetsEachPieceOfEachRangeOnce() {
    String text =
        """
        axes: {processors: [1, 2]}
        hypercube:
          points: 50
          axes: {background.tasks: {from: 0, to: 50000}, consumer.work: {from: 1, to: 1000, scale: log}}
        """;
    Sweep sweep = read(text);
    assertThat(sweep.cells()).isEqualTo(100);
    Axis cube = sweep.axes().getLast();
    Set<Integer> pieces = new HashSet<>();
    Set<Integer> logs = new HashSet<>();
    for (List<String> point : cube.points()) {
      pieces.add(Integer.parseInt(point.get(0)) / 1000);
      logs.add((int) (Math.log10(Double.parseDouble(point.get(1))) / 3 * 5));
    }
    assertThat(pieces).hasSizeBetween(49, 51); // rounding moves a value over an edge at most
    assertThat(logs).contains(0, 1, 2, 3, 4);
    assertThat(read(text).axes()).isEqualTo(sweep.axes());
    assertThat(read(text + "seed: 2").axes()).isNotEqualTo(sweep.axes());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "axes: {background.task: [1]} | s.yaml:1: unknown key 'background.task': did you mean"
            + " 'background.tasks'?",
        "axis: {} | s.yaml:1: unknown key 'axis': did you mean 'axes'?",
        "axes: {background.tasks: {from: 10, to: 1, step: 1}} | s.yaml:1: background.tasks: an"
            + " empty range: from 10 is above to 1",
        "axes: {background.tasks: []} | s.yaml:1: background.tasks: an empty list: name its values",
        "axes: {background.tasks: [1, 1]} | s.yaml:1: background.tasks: 1 is listed twice",
        "axes: {background.tasks: {from: 0, to: 9}} | s.yaml:1: background.tasks: a range needs"
            + " 'step' or 'steps': {from: 1, to: 8, step: 1}",
        "axes: {background.tasks: {from: 0, to: 9, step: 0}} | s.yaml:1: background.tasks: step ="
            + " 0: above 0",
        "axes: {background.tasks: {from: 0, to: 9, stepps: 3}} | s.yaml:1: background.tasks:"
            + " unknown key 'stepps': did you mean 'steps'?",
        "axes: {background.tasks: {from: 0, to: 9, steps: 3, scale: log}} | s.yaml:1:"
            + " background.tasks: a logarithmic range begins above 0, for example from: 1",
        "axes: {processors: {from: 1, to: 300, steps: 3}} | s.yaml:1: processors = 300: allowed is"
            + " a whole number of Ps, 1 to 256",
        "axes: {consumer.lockedBy: {from: 1, to: 3}} | s.yaml:1: consumer.lockedBy holds words:"
            + " list them, as in [a, b]",
        "axes: {name: [a]} | s.yaml:1: name: says nothing about the workload",
        "'set: {processors: 1}, axes: {processors: [1]}' | s.yaml:1: processors: is an axis here"
            + " and has a value at s.yaml:1",
        "arms: [lokked] | s.yaml:1: arms: unknown arm 'lokked': one of fair, locked, dedicated,"
            + " pinned",
        "replications: 0 | s.yaml:1: replications = 0: allowed is a whole number, 1 to 10000",
        "axes: {background.work.cv: [2]} | s.yaml: cell 0 (background.work.cv 2.0):"
            + " background.work.cv: only with distribution lognormal",
        "axes: {wakeFromOutside: [global, last-p]} | s.yaml: cell 1 (wakeFromOutside last-p):"
            + " wakeFromOutside = last-p: Go queues such a task globally and has no other way;"
            + " leave the key out, or take --runtime pool",
        "axes: [1] | s.yaml:1: axes: expected 'key: value' lines, found a list",
        "nonsense | s.yaml:1: expected 'key: value' lines, found 'nonsense'",
        "axes: {background.tasks: {from: 0, to: 1000000, step: 1}} | s.yaml:1: background.tasks:"
            + " 1000001 values: allowed is a whole number, 1 to 100000",
      })
  void aBadSweepIsOneLine(String text, String says) {
    String yaml = text.startsWith("set: {") ? "{" + text + "}" : text;
    assertThatThrownBy(() -> read(yaml)).isInstanceOf(Refusal.class).hasMessage(says);
  }

  /** Its only bad cells come after those that are tried while the file is read. */
  @Test
  void aCellFarBehindIsFoundBeforeAnythingIsRun() throws InterruptedException {
    Sweep sweep =
        read(
            """
            set: {producers.arrivals: exponential}
            axes:
              producers.rate: [100, 0]
              consumer.work: {from: 1, to: 30000, step: 1}
            """);
    assertThatThrownBy(() -> CellCheck.others(sweep, "s.yaml", Shard.ALL, Progress.SILENT))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "s.yaml: cell 30000 (producers.rate 0, consumer.work 1): s.yaml:1: producers.arrivals:"
                + " only with producers.rate above 0");
    assertThatThrownBy(() -> CellCheck.others(sweep, "s.yaml", new Shard(2, 7), Progress.SILENT))
        .as("a part looks at its own")
        .hasMessageContaining("cell 30003 (producers.rate 0, consumer.work 4)");
    Sweep good = read("axes: {consumer.work: {from: 1, to: 30000, step: 1}}");
    CellCheck.others(good, "s.yaml", Shard.ALL, Progress.SILENT);
  }

  @Test
  void aSweepWithoutEndIsRefusedBeforeItIsCounted() {
    String range = ": {from: 1, to: 10000, steps: 10000}\n";
    String axes =
        "axes:\n"
            + Arrays.stream(new String[] {"consumer.work", "producers.work", "channel.capacity"})
                .map(key -> "  " + key + range)
                .reduce("", String::concat);
    assertThatThrownBy(() -> read(axes))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "s.yaml: 1,000,000,000,000 cells x 20 replications: at most 20,000,000 in one sweep;"
                + " fewer values on an axis, or a hypercube");
  }
}
