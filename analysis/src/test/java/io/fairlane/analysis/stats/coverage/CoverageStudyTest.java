package io.fairlane.analysis.stats.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.analysis.stats.Share;
import io.fairlane.analysis.stats.coverage.CoverageRow.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The study with fewer runs: every routine holds, and each control is found out. */
class CoverageStudyTest {
  private static final int RUNS = 300;

  @Test
  void everyRoutineHoldsAndNoControlDoes() {
    CoverageStudy study = new CoverageStudy();
    List<CoverageRow> rows = new ArrayList<>();
    for (int row = 0; row < study.rows(); row++) {
      rows.add(study.run(row, RUNS));
    }
    assertThat(rows).noneMatch(row -> row.verdict() == Verdict.TOO_NARROW);
    assertThat(rows)
        .filteredOn(CoverageRow::control)
        .hasSize(3 + 2 * 6 + 1)
        .allMatch(row -> row.verdict() == Verdict.CONTROL_FAILS)
        .allMatch(row -> row.covered().high() < 0.7);
    assertThat(rows)
        .filteredOn(row -> row.verdict() == Verdict.REFUSED)
        .hasSize(8)
        .allMatch(row -> row.routine().startsWith("bootstrap") && row.n() < 20);
    assertThat(study.run(0, RUNS)).as("the same again").isEqualTo(rows.get(0));
  }

  @Test
  void aVerdictNeedsEvidence() {
    assertThat(row(false, 930, 1000)).isEqualTo(Verdict.HOLDS);
    assertThat(row(false, 900, 1000)).isEqualTo(Verdict.TOO_NARROW);
    assertThat(row(false, 90, 100)).as("10 runs in 100 can be chance").isEqualTo(Verdict.HOLDS);
    assertThat(row(false, 995, 1000)).isEqualTo(Verdict.CAUTIOUS);
    assertThat(row(true, 590, 1000)).isEqualTo(Verdict.CONTROL_FAILS);
    assertThat(row(true, 940, 1000)).isEqualTo(Verdict.CONTROL_HOLDS);
    assertThat(Verdict.CONTROL_HOLDS.bad()).isTrue();
    assertThat(Verdict.TOO_NARROW.bad()).isTrue();
    assertThat(Verdict.CAUTIOUS.bad()).isFalse();
  }

  private static Verdict row(boolean control, int held, int runs) {
    return new CoverageRow("x", "y", 5, 0.95, control, Share.of(held, runs)).verdict();
  }
}
