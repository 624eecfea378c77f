package io.fairlane.runner.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Manifest;
import io.fairlane.experiment.Progress;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.RunDirectory;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.ScenarioFiles;
import io.fairlane.experiment.Trial;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RigTest {
  private static final Rig.Limits WHOLE_PLAN = new Rig.Limits(30, Double.POSITIVE_INFINITY);
  private static final TrialPlan PLAN =
      TrialPlan.of(7, Map.of(Runtime.POOL, Runtime.POOL.arms()), 4);

  @TempDir Path folder;

  /** Each trial takes ten seconds of the fake clock. */
  private final class FakeRunner implements TrialRunner {
    private final List<Long> seeds = new ArrayList<>();
    private int failAfter = Integer.MAX_VALUE;

    @Override
    public Runtime runtime() {
      return Runtime.POOL;
    }

    @Override
    public void require(Scenario scenario, Arm arm) {}

    @Override
    public Trial run(Scenario scenario, Arm arm, int rep, long seed, double timeboxSeconds)
        throws InterruptedException {
      if (seeds.size() >= failAfter) {
        throw new InterruptedException();
      }
      seeds.add(seed);
      now += 10_000_000_000L;
      return new Trial(
          Trial.Kind.MEASURED,
          scenario.name(),
          Runtime.POOL,
          arm,
          rep,
          seed,
          10,
          1_000,
          new Trial.Counters(null, null, null, null, null, null),
          Trial.Latency.ABSENT,
          Trial.Verdict.CLEAN,
          Trial.HostNoise.ABSENT);
    }
  }

  private long now;
  private final FakeRunner runner = new FakeRunner();

  private Rig rig() {
    RunDirectory run =
        folder.resolve("run/manifest.json").toFile().exists()
            ? RunDirectory.open(folder.resolve("run"))
            : RunDirectory.createAt(folder.resolve("run"), manifest());
    return new Rig(Map.of(Runtime.POOL, runner), run, () -> now);
  }

  private static Manifest manifest() {
    return new Manifest(
        "test",
        "absent",
        "2026-01-01T00:00:00Z",
        7,
        List.of("fairlane"),
        ScenarioFiles.read("seed", List.of()),
        new Manifest.Plan(List.of("pool"), List.of("fair"), 4, 0, 30),
        Map.of());
  }

  private List<Trial> kept() {
    return RunDirectory.open(folder.resolve("run")).trials();
  }

  @Test
  void runsThePlanInItsOrderAndKeepsEveryTrial() throws InterruptedException {
    assertThat(rig().run(PLAN, WHOLE_PLAN, trial -> 1, Progress.SILENT)).isEqualTo(12);
    assertThat(runner.seeds)
        .isEqualTo(PLAN.trials().stream().map(TrialPlan.Planned::seed).toList());
    assertThat(kept()).extracting(Trial::seed).isEqualTo(runner.seeds);
  }

  @Test
  void interruptedItKeepsWhatIsFinishedAndGoesOnFromThere() throws InterruptedException {
    runner.failAfter = 5;
    assertThatThrownBy(() -> rig().run(PLAN, WHOLE_PLAN, trial -> 1, Progress.SILENT))
        .isInstanceOf(InterruptedException.class);
    assertThat(kept()).hasSize(5);

    runner.failAfter = Integer.MAX_VALUE;
    assertThat(rig().run(PLAN, WHOLE_PLAN, trial -> 1, Progress.SILENT)).isEqualTo(12);
    assertThat(runner.seeds)
        .isEqualTo(PLAN.trials().stream().map(TrialPlan.Planned::seed).toList());
    assertThat(kept()).hasSize(12);
  }

  @Test
  void whatIsAroundABlockIsDoneBeforeAndAfterItsTrialsAndAfterOnlyWhereNoneIsMissing()
      throws InterruptedException {
    List<String> order = new ArrayList<>();
    Rig.AroundBlocks around =
        new Rig.AroundBlocks() {
          @Override
          public void before(int block) {
            order.add("before " + block + " at " + runner.seeds.size());
          }

          @Override
          public void after(int block) {
            order.add("after " + block + " at " + runner.seeds.size());
          }
        };
    runner.failAfter = 4;
    assertThatThrownBy(() -> rig().run(PLAN, WHOLE_PLAN, trial -> 1, around, Progress.SILENT))
        .isInstanceOf(InterruptedException.class);
    assertThat(order).containsExactly("before 0 at 0", "after 0 at 3", "before 1 at 3");
    order.clear();
    runner.failAfter = Integer.MAX_VALUE;
    rig().run(PLAN, WHOLE_PLAN, trial -> 1, around, Progress.SILENT);
    assertThat(order)
        .startsWith("after 0 at 4", "before 1 at 4", "after 1 at 6", "before 2 at 6")
        .endsWith("after 3 at 12");
  }

  @Test
  void aFinishedRunIsNotRunAgain() throws InterruptedException {
    rig().run(PLAN, WHOLE_PLAN, trial -> 1, Progress.SILENT);
    assertThat(rig().run(PLAN, WHOLE_PLAN, trial -> 1, Progress.SILENT)).isEqualTo(12);
    assertThat(runner.seeds).hasSize(12);
  }

  @Test
  void theBudgetEndsItBetweenBlocksSoThatAllArmsHaveEquallyManyTrials()
      throws InterruptedException {
    // A block takes 30 s: the third would end at 90 s.
    assertThat(rig().run(PLAN, new Rig.Limits(30, 80), trial -> 1, Progress.SILENT)).isEqualTo(6);
  }

  @Test
  void theFirstBlockIsRunWhateverTheBudget() throws InterruptedException {
    assertThat(rig().run(PLAN, new Rig.Limits(30, 0), trial -> 1, Progress.SILENT)).isEqualTo(3);
  }

  @Test
  void progressNeverGoesBackAndEndsAtTheTotal() throws InterruptedException {
    List<Double> shares = new ArrayList<>();
    rig()
        .run(
            PLAN,
            WHOLE_PLAN,
            trial -> trial.arm() == Arm.FAIR ? 12 : 1,
            (what, done, total) -> shares.add(done / total));
    assertThat(shares).isSorted().endsWith(1.0);
  }

  @Test
  void aSecondRunnerOnTheHostIsRefused() {
    Path file = folder.resolve("lock");
    HostLock first = HostLock.take(file);
    assertThatThrownBy(() -> HostLock.take(file))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("another fairlane is measuring on this host (process ");
    first.close();
    HostLock.take(file).close();
  }
}
