package io.fairlane.sim.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.experiment.Cost;
import io.fairlane.experiment.Progress;
import io.fairlane.sim.study.RetrodictedCell.Verdict;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The committed tables can be read and say what they must; the verdict is what it says it is. */
class StudyTest {
  private static final List<SeenCell> CELLS = SeenCell.all();

  @Test
  @DisplayName(
      "Every prediction and refinement of section 10 has a cell, and no cell is there twice")
  void theTableCoversTheSection() {
    Set<String> keys = new HashSet<>();
    StringBuilder sections = new StringBuilder();
    for (SeenCell cell : CELLS) {
      assertThat(keys.add(cell.key() + cell.process())).as(cell.key()).isTrue();
      assertThat(cell.low()).as(cell.key()).isLessThanOrEqualTo(cell.high());
      sections.append(cell.section()).append(' ');
    }
    assertThat(sections.toString())
        .contains("14.1", "14.3", "4.2", "P3", "P4", "P5", "P6", "R1", "R2", "R6", "R7", "18023");
  }

  @Test
  void everyCostLiesInItsRangeAndNamesItsSource() {
    for (SeenCell cell : CELLS) {
      for (var named : cell.process().primitiveCosts().byName().entrySet()) {
        Cost cost = named.getValue();
        assertThat(cost.value()).as(named.getKey()).isBetween(cost.low(), cost.high());
        assertThat(cost.source()).as(named.getKey()).matches(".*section [0-9n].*: .+");
      }
    }
  }

  @Test
  void aPlaceHasItsOwnCosts() {
    assertThat(Section14Costs.of(2, 2, "").handoffBusy().value())
        .isGreaterThan(Section14Costs.of(1, 2, "").handoffBusy().high());
    assertThat(Section14Costs.of(1, 2, "ids").send().value())
        .isGreaterThan(Section14Costs.of(1, 2, "").send().high());
  }

  @ParameterizedTest(name = "seen {0} to {1}, model {2}, {3}, {4}: {5}")
  @CsvSource({
    "1, 9, 0, 5, 20, INSIDE",
    "6, 9, 2, 5, 7, OVERLAP",
    "6, 9, 2, 5, 5.4, BELOW",
    "1, 2, 3, 4, 5, ABOVE",
    // a single figure: 5 %
    "10, 10, 9, 10.4, 12, INSIDE",
    "10, 10, 9, 11, 12, OVERLAP",
    "10, 10, 11, 12, 13, ABOVE",
  })
  void theVerdictComparesRanges(
      double low, double high, double p05, double median, double p95, Verdict verdict) {
    StudiedProcess any = CELLS.getFirst().process();
    SeenCell seen =
        new SeenCell(
            "", "", any, Unit.LAPS, low, high, Double.NaN, 0, "3", SeenCell.Evidence.PREDICTED);
    double[] values = {p05, median, p95};
    assertThat(new RetrodictedCell(seen, values).verdict()).isEqualTo(verdict);
  }

  @Test
  @DisplayName("The same figures on one thread and on two; runs differ from each other")
  void theFiguresDoNotDependOnThreads() throws InterruptedException {
    List<SeenCell> some =
        CELLS.stream()
            .filter(c -> c.key().contains("/B = 100000/1P/") || c.section().startsWith("go#"))
            .toList();
    List<RetrodictedCell> one = Study.run(some, 4, 1, Progress.SILENT);
    List<RetrodictedCell> two = Study.run(some, 4, 2, Progress.SILENT);
    for (int i = 0; i < some.size(); i++) {
      assertThat(one.get(i).values()).isEqualTo(two.get(i).values());
    }
    assertThat(one).anyMatch(c -> Arrays.stream(c.values()).distinct().count() == 4);
  }
}
