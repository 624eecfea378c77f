package io.fairlane.analysis.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fairlane.analysis.compare.Runs;
import io.fairlane.analysis.compare.StudyErrors.When;
import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Costs;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BaselinesTest {
  private static final String HEADER = "cell,runtime,arms,background.tasks,channel.capacity\n";

  /** Fair arms take twice the locked ones' time, and thrice is predicted. */
  private static List<GridComparison.Row> rows(String plan) {
    Grid grid = Grid.parse("plan.csv", HEADER + plan);
    List<Trial> trials = new ArrayList<>();
    for (GridCell cell : grid.cells()) {
      for (Trial.Kind kind : Trial.Kind.values()) {
        double fair = kind == Trial.Kind.MEASURED ? 2 : 3;
        for (Arm arm : cell.arms()) {
          trials.add(trial(cell, kind, arm, arm == Arm.FAIR ? fair : 1));
        }
      }
    }
    return GridComparison.of(grid, Runs.manifest(1, 1), trials, When.AT_SPEED).rows();
  }

  private static Trial trial(GridCell cell, Trial.Kind kind, Arm arm, double seconds) {
    Trial its = Runs.trial(kind, cell.runtime(), arm, 0, seconds, null);
    return new Trial(
        kind,
        cell.name(),
        cell.runtime(),
        arm,
        0,
        0,
        seconds,
        its.messages(),
        its.counters(),
        its.latency(),
        its.verdict(),
        its.host());
  }

  private static List<Baselines.Baseline> go(String plan, Map<Runtime, Costs> costs) {
    return Baselines.of(rows(plan), costs).getFirst().baselines();
  }

  @Test
  void eachBaselineIsWhatItSays() {
    Map<Runtime, Costs> costs = Map.of(Runtime.GO, Runs.costs(Runtime.GO));
    List<Baselines.Baseline> three = go("x,go,locked,50000,100000\n", costs);
    double model = Math.log(1.5);
    assertThat(three.get(0).skill()).isCloseTo(1 - model / Math.log(2), within(1e-12));
    double mean = 0;
    for (double speedup : StudySpeedups.of(Runtime.GO).speedups()) {
      mean += Math.log(speedup) / 16;
    }
    assertThat(three.get(1).skill()).isCloseTo(1 - model / (Math.log(2) - mean), within(1e-12));
    double formula = Math.log(707.72525 / 29.38604 / 2);
    assertThat(three.get(2).skill()).isCloseTo(1 - model / formula, within(1e-5));
    assertThat(three).allMatch(b -> b.present() && b.lanes() == 1);
  }

  @Test
  void whatIsNotThereIsAbsentWithAReason() {
    List<Baselines.Baseline> pool = go("x,pool,pinned,50000,100000\n", Map.of());
    assertThat(pool.get(0).present()).isTrue();
    assertThat(pool.get(1).detail()).contains("from 16 cells of 2026-11-27");
    assertThat(GridWords.skill(pool.get(2))).isEqualTo("absent");
    assertThat(pool.get(2).detail()).isEqualTo("the run holds no costs");
    Map<Runtime, Costs> costs = Map.of(Runtime.POOL, Runs.costs(Runtime.POOL));
    assertThat(go("x,pool,pinned,50000,100000\n", costs).get(2).present()).isFalse();
    Baselines.Baseline half = go("x,pool,locked pinned,50000,100000\n", costs).get(2);
    assertThat(half.lanes()).isEqualTo(1);
    assertThat(GridWords.of(half, 2)).startsWith("closed form (1 of 2 lanes): ");
  }

  /** A baseline must not have seen the cells that it is judged by. */
  @Test
  void aStudyCellIsNotJudgedByItself() {
    StringBuilder study = new StringBuilder();
    for (int cell = 1; cell <= 16; cell++) {
      study.append("sg%02d,go,locked,10,1\n".formatted(cell));
    }
    Baselines.Baseline itself = go(study.toString(), Map.of()).get(1);
    assertThat(itself.present()).isFalse();
    assertThat(itself.detail()).isEqualTo("these are the study cells");
    assertThat(go("sg05,go,locked,10,1\n", Map.of()).get(1).detail()).contains("from 15 cells");
  }

  /** Two runs of a cell: 1.0278 over three blocks, 1.1039 over two. */
  @Test
  void theCommittedStudyIsThatOfTheStudyGrid() {
    StudySpeedups go = StudySpeedups.of(Runtime.GO);
    Grid study = Grid.read("study-go");
    assertThat(go.runs().stream().map(StudySpeedups.Run::cell).distinct())
        .containsExactlyElementsOf(study.cells().stream().map(GridCell::name).toList());
    assertThat(go.speedups()[0])
        .isCloseTo(Math.pow(1.0278, 0.6) * Math.pow(1.1039, 0.4), within(1e-12));
    assertThat(go.days()).isEqualTo("2026-11-27");
    assertThat(StudySpeedups.of(Runtime.POOL).runs().stream().map(StudySpeedups.Run::cell))
        .containsExactlyElementsOf(
            Grid.read("study-pool").cells().stream().map(GridCell::name).toList());
  }
}
