package io.fairlane.runner.rig;

import io.fairlane.experiment.Progress;
import io.fairlane.experiment.RunDirectory;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.Trial;
import io.fairlane.runner.rig.TrialPlan.Planned;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;

/**
 * Carries out a plan: skips what the run directory holds already, appends every trial as soon as it
 * is finished. Killed or interrupted at any instant, it has lost at most the trial in hand, and the
 * same call goes on from there.
 */
public final class Rig {
  private final Map<Runtime, TrialRunner> runners;
  private final RunDirectory run;
  private final LongSupplier nanoTime;

  /**
   * @param runners one for each runtime of the plans
   * @param nanoTime {@code System::nanoTime} but in tests
   */
  public Rig(Map<Runtime, TrialRunner> runners, RunDirectory run, LongSupplier nanoTime) {
    this.runners = Map.copyOf(runners);
    this.run = run;
    this.nanoTime = nanoTime;
  }

  /**
   * How long it may take.
   *
   * @param timeboxSeconds a trial's consumer is stopped here at the latest
   * @param budgetSeconds no block is begun that would likely end after this, but the first; {@code
   *     Double.POSITIVE_INFINITY} runs the whole plan
   */
  public record Limits(double timeboxSeconds, double budgetSeconds) {}

  /** What is done around each block. It meets again what it has done when a run is gone on with. */
  public interface AroundBlocks {
    /** For trials alone. */
    AroundBlocks NOTHING =
        new AroundBlocks() {
          @Override
          public void before(int block) {
            // the trials follow
          }

          @Override
          public void after(int block) {
            // the trials were all
          }
        };

    /** Some of the block's trials are missing and are run now. */
    void before(int block) throws InterruptedException;

    /** All of the block's trials are on disk, of this call or of one before. */
    void after(int block) throws InterruptedException;
  }

  /** {@link #run(TrialPlan, Limits, ToDoubleFunction, AroundBlocks, Progress)}, trials alone. */
  public int run(
      TrialPlan plan, Limits limits, ToDoubleFunction<Planned> expectedSeconds, Progress progress)
      throws InterruptedException {
    return run(plan, limits, expectedSeconds, AroundBlocks.NOTHING, progress);
  }

  /**
   * Runs the trials that are still missing.
   *
   * @param expectedSeconds what a trial will take, for the time left; any scale does
   * @param around counts against the budget
   * @return how many trials of the plan are finished now
   * @throws io.fairlane.experiment.Refusal if the host cannot, or a conservation check failed
   * @throws InterruptedException if interrupted; the trial in hand is stopped and not recorded
   */
  public int run(
      TrialPlan plan,
      Limits limits,
      ToDoubleFunction<Planned> expectedSeconds,
      AroundBlocks around,
      Progress progress)
      throws InterruptedException {
    Scenario scenario = run.manifest().scenario();
    Set<Key> finished = finished();
    double total = plan.trials().stream().mapToDouble(expectedSeconds).sum();
    double done = 0;
    int count = 0;
    int ran = 0;
    long start = nanoTime.getAsLong();
    for (int b = 0; b < plan.blocks().size(); b++) {
      List<Planned> block = plan.blocks().get(b);
      double blockSeconds = block.stream().mapToDouble(expectedSeconds).sum();
      double elapsed = (nanoTime.getAsLong() - start) / 1e9;
      long missing = missing(block, finished);
      if (ran > 0 && elapsed + elapsed / ran * missing > limits.budgetSeconds()) {
        break;
      }
      if (missing > 0) {
        around.before(b);
      }
      double before = done;
      for (Planned next : block) {
        if (!finished.contains(Key.of(next))) {
          progress.at(what(next, plan), share(done / total, start, limits), 1);
          run.append(
              runners
                  .get(next.runtime())
                  .run(scenario, next.arm(), next.rep(), next.seed(), limits.timeboxSeconds()));
          ran++;
        }
        count++;
        done += expectedSeconds.applyAsDouble(next);
        progress.at(what(next, plan), share(done / total, start, limits), 1);
      }
      done = before + blockSeconds;
      around.after(b);
    }
    return count;
  }

  /** How far it is: of the plan, or of the budget that will end it sooner. */
  private double share(double ofPlan, long start, Limits limits) {
    return Math.max(
        ofPlan, Math.min(1, (nanoTime.getAsLong() - start) / 1e9 / limits.budgetSeconds()));
  }

  private static String what(Planned trial, TrialPlan plan) {
    return String.format(
        "measuring %d/%d %s %s",
        trial.rep() + 1, plan.blocks().size(), trial.runtime().label(), trial.arm().label());
  }

  private static long missing(List<Planned> block, Set<Key> finished) {
    return block.stream().filter(trial -> !finished.contains(Key.of(trial))).count();
  }

  private Set<Key> finished() {
    Set<Key> finished = new HashSet<>();
    for (Trial trial : run.trials()) {
      if (trial.kind() == Trial.Kind.MEASURED) {
        finished.add(new Key(trial.runtime(), trial.arm().label(), trial.rep()));
      }
    }
    return finished;
  }

  private record Key(Runtime runtime, String arm, int rep) {
    static Key of(Planned trial) {
      return new Key(trial.runtime(), trial.arm().label(), trial.rep());
    }
  }
}
