package io.fairlane.analysis.cli;

import io.fairlane.analysis.validate.Grid;
import io.fairlane.analysis.validate.GridCell;
import io.fairlane.experiment.Arm;
import io.fairlane.experiment.RunDirectory;
import io.fairlane.experiment.Trial;
import io.fairlane.sim.engine.RandomStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.rng.sampling.ListSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * A grid being predicted and measured in blocks. A block is: calibrate, predict every cell from
 * those costs, then measure every arm of every cell once, cells in random order and the arms of a
 * cell one after the other. So a machine that drifts from block to block is predicted as it is, and
 * still no prediction has seen what it predicts. What is in the run directory is not done again.
 */
final class Validation {
  private final Shell shell;
  private final RunDirectory run;
  private final Grid grid;
  private final List<GridCell> cells;
  private final BlockPredictions predictions;

  /**
   * @param cells those of the grid that this host can measure
   * @param calibratesOnce for a quick look: no block has costs of its own
   */
  Validation(
      Shell shell, RunDirectory run, Grid grid, List<GridCell> cells, boolean calibratesOnce) {
    this.shell = shell;
    this.run = run;
    this.grid = grid;
    this.cells = cells;
    this.predictions =
        new BlockPredictions(
            shell,
            run,
            cells.stream()
                .map(
                    c ->
                        new BlockPredictions.Cell(
                            c.name(), c.scenario(), c.runtime(), c.arms(), seed(c)))
                .toList(),
            calibratesOnce);
  }

  /** What was done, as far as it matters here. */
  private record Done(Trial.Kind kind, String cell, Arm arm, int rep) {
    static Set<Done> in(RunDirectory run) {
      Set<Done> done = new HashSet<>();
      for (Trial t : run.trials()) {
        done.add(new Done(t.kind(), t.scenario(), t.arm(), t.rep()));
      }
      return done;
    }
  }

  void run() throws InterruptedException {
    int blocks = run.manifest().plan().trials();
    for (int block = 0; block < blocks; block++) {
      predictions.predict(block);
      if (block == 0) {
        sayHowLong(blocks);
      }
      measure(block);
    }
    predictions.costs(blocks);
    // from all calibrations, the one after the last block included
    for (int block = 0; block < blocks; block++) {
      predictions.predictAtSpeed(block, blocks);
    }
    shell.console().progress().clear();
  }

  private void sayHowLong(int blocks) {
    double timebox = run.manifest().plan().timeboxSeconds();
    List<Trial> predicted = run.trials();
    double perBlock = predictions.calibrationSeconds();
    for (GridCell cell : cells) {
      List<Trial> its = predicted.stream().filter(t -> t.scenario().equals(cell.name())).toList();
      ExpectedSeconds expected = new ExpectedSeconds(its, timebox);
      for (Arm arm : cell.arms()) {
        perBlock += expected.of(cell.runtime(), arm);
      }
    }
    shell
        .console()
        .remark(
            String.format(
                "%d cells of %s, %d blocks: about %.0f min by the model",
                cells.size(), grid.name(), blocks, Math.ceil(perBlock * blocks / 60)));
  }

  private void measure(int block) throws InterruptedException {
    int blocks = run.manifest().plan().trials();
    List<GridCell> order = new ArrayList<>(cells);
    var random = RandomSource.XO_SHI_RO_256_PP.create(run.manifest().seed() + block);
    ListSampler.shuffle(random, order);
    Set<Done> done = Done.in(run);
    int n = 0;
    for (GridCell cell : order) {
      List<Arm> arms = new ArrayList<>(cell.arms());
      ListSampler.shuffle(random, arms);
      for (Arm arm : arms) {
        if (done.contains(new Done(Trial.Kind.MEASURED, cell.name(), arm, block))) {
          continue;
        }
        shell
            .console()
            .progress()
            .at(
                String.format("block %d/%d %s %s", block + 1, blocks, cell.name(), arm.label()),
                block * order.size() + n,
                blocks * order.size());
        run.append(
            shell
                .pieces()
                .runners()
                .get(cell.runtime())
                .run(
                    cell.scenario(),
                    arm,
                    block,
                    RandomStream.derive(seed(cell), 1_000L * block + arm.ordinal()),
                    run.manifest().plan().timeboxSeconds()));
      }
      n++;
    }
    shell.console().progress().clear();
  }

  /** A cell's random numbers are its own, whatever else is in the grid. */
  private long seed(GridCell cell) {
    return seed(run.manifest().seed(), cell);
  }

  /**
   * @param master the run's
   */
  static long seed(long master, GridCell cell) {
    return RandomStream.derive(master, cell.name().hashCode());
  }
}
