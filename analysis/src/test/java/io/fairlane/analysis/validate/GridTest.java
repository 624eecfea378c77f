package io.fairlane.analysis.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlane.analysis.compare.Stratum;
import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.Runtime;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridTest {
  private static final String HEADER = "cell,runtime,arms,background.tasks,channel.capacity\n";

  @Test
  void aLineIsACellAndWhatIsLeftOutHasItsDefault() {
    Grid grid = Grid.parse("some/plan.csv", HEADER + "a,go,locked,10,\nb,pool,locked pinned,0,1\n");
    assertThat(grid.name()).isEqualTo("plan");
    GridCell first = grid.cells().getFirst();
    assertThat(first.scenario().background().tasks()).isEqualTo(10);
    assertThat(first.scenario().channel().capacity()).isEqualTo(100_000);
    assertThat(first.arms()).containsExactly(Arm.FAIR, Arm.LOCKED);
    assertThat(grid.cells().get(1).arms()).containsExactly(Arm.FAIR, Arm.LOCKED, Arm.PINNED);
    assertThat(grid.cells().get(1).stratum()).isEqualTo(Stratum.ALONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,go,locked,-1,1|plan.csv:2: background.tasks=-1: background.tasks = -1: allowed is",
        "a,go,pinned,1,1|plan.csv:2: arm pinned: go does not set it against fair",
        "a,goo,locked,1,1|plan.csv:2: unknown runtime 'goo'",
        "a b,go,locked,1,1|plan.csv:2: name=a b: name = a b: allowed are",
      })
  void errorsNameFileLineAndWhatIsAllowed(String line, String said) {
    assertThatThrownBy(() -> Grid.parse("plan.csv", HEADER + line + "\n"))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith(said);
  }

  @Test
  void aPlanThatIsNoneIsRefused() {
    assertThatThrownBy(() -> Grid.parse("p.csv", "cell,arms\na,locked\n"))
        .hasMessage("p.csv:2: no column 'runtime'");
    assertThatThrownBy(() -> Grid.parse("p.csv", HEADER)).hasMessageContaining("holds no cell");
    assertThatThrownBy(() -> Grid.parse("p.csv", HEADER + "a,go,locked,1,1\na,go,locked,2,1\n"))
        .hasMessage("p.csv:3: a second cell 'a'");
    assertThatThrownBy(() -> Grid.read("judged-og"))
        .hasMessage(
            "no grid 'judged-og': a CSV file, or one of judged-go, judged-pool, study-go,"
                + " study-pool");
  }

  @Test
  void joinedGridsKeepTheirCells() {
    Grid one = Grid.parse("one.csv", HEADER + "a,go,locked,10,1\n");
    Grid two = Grid.parse("two.csv", HEADER + "b,pool,locked,10,1\n");
    Grid both = Grid.join(List.of(one, two));
    assertThat(both.name()).isEqualTo("one+two");
    assertThat(both.cells()).hasSize(2);
    assertThatThrownBy(() -> Grid.join(List.of(one, one))).hasMessageContaining("a second cell");
  }

  @Test
  void aSampleHasEveryKindOnce() {
    Grid grid = Grid.read("judged-go");
    Grid sample = grid.sample();
    Set<Stratum> kinds = new HashSet<>();
    sample.cells().forEach(cell -> assertThat(kinds.add(cell.stratum())).isTrue());
    assertThat(kinds)
        .hasSize((int) grid.cells().stream().map(GridCell::stratum).distinct().count());
    assertThat(Grid.parse("again", sample.text()).cells()).isEqualTo(sample.cells());
  }

  @Test
  void whatJudgesWasNotStudied() {
    for (Runtime runtime : Runtime.values()) {
      Grid judged = Grid.read("judged-" + runtime.label());
      Grid study = Grid.read("study-" + runtime.label());
      assertThat(judged.cells()).hasSizeGreaterThanOrEqualTo(48);
      for (GridCell cell : judged.cells()) {
        assertThat(cell.runtime()).isEqualTo(runtime);
        assertThat(study.cells()).noneMatch(other -> same(cell, other));
      }
    }
  }

  /** But for its name. */
  private static boolean same(GridCell a, GridCell b) {
    return a.lanes().equals(b.lanes())
        && a.scenario().processors() == b.scenario().processors()
        && a.scenario().background().equals(b.scenario().background())
        && a.scenario().producers().equals(b.scenario().producers())
        && a.scenario().channel().equals(b.scenario().channel())
        && a.scenario().consumer().equals(b.scenario().consumer());
  }

  @Test
  void aDrawIsItsSeedsAndSpreadsOverEveryLevel() {
    String text = new GridDraw(3, Runtime.GO, 2, cell -> 3).cells("x", 42);
    assertThat(new GridDraw(3, Runtime.GO, 2, cell -> 3).cells("x", 42)).isEqualTo(text);
    assertThat(new GridDraw(4, Runtime.GO, 2, cell -> 3).cells("x", 42)).isNotEqualTo(text);
    Grid grid = Grid.parse(Path.of("x.csv").toString(), text);
    for (int slots : new int[] {0, 1, 16, 128, 4_096, 100_000, 700_000}) {
      assertThat(grid.cells())
          .filteredOn(cell -> cell.scenario().channel().capacity() == slots)
          .hasSize(6);
    }
    assertThat(grid.cells()).filteredOn(cell -> cell.scenario().processors() == 1).hasSize(21);
  }
}
