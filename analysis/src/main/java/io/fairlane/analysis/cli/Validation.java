package io.fairlane.analysis.cli;

import io.fairlane.analysis.validate.Grid;
import io.fairlane.analysis.validate.GridCell;
import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Costs;
import io.fairlane.experiment.CostsFile;
import io.fairlane.experiment.Progress;
import io.fairlane.experiment.RunDirectory;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Trial;
import io.fairlane.runner.calibrate.Mode;
import io.fairlane.sim.engine.RandomStream;
import io.fairlane.sim.replication.Batch;
import io.fairlane.sim.replication.HostSpeed;
import io.fairlane.sim.replication.Model;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.rng.sampling.ListSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * A grid being predicted and measured in blocks. A block is: calibrate, predict every cell from
 * those costs, then measure every arm of every cell once, cells in random order and the arms of a
 * cell one after the other. So a machine that drifts from block to block is predicted as it is, and
 * still no prediction has seen what it predicts. Where the CPUs' speed was watched beside a trial,
 * the same replications are run once more at that speed, the rest of the costs as calibrated. What
 * is in the run directory is not done again.
 */
final class Validation {
  /** What a quick calibration of one runtime takes (s). */
  private static final double CALIBRATION = 20;

  private final Shell shell;
  private final RunDirectory run;
  private final Grid grid;
  private final List<GridCell> cells;

  private final boolean calibratesOnce;

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
    this.calibratesOnce = calibratesOnce;
  }

  /** What was done, as far as it matters here. */
  private record Done(Trial.Kind kind, String cell, Arm arm, int rep) {
    static Set<Done> in(RunDirectory run) {
      return in(run.trials());
    }

    static Set<Done> in(List<Trial> trials) {
      Set<Done> done = new HashSet<>();
      for (Trial t : trials) {
        done.add(new Done(t.kind(), t.scenario(), t.arm(), t.rep()));
      }
      return done;
    }
  }

  void run() throws InterruptedException {
    int blocks = run.manifest().plan().trials();
    for (int block = 0; block < blocks; block++) {
      Map<Runtime, Costs> costs = costs(block);
      predict(block, costs);
      if (block == 0) {
        sayHowLong(blocks);
      }
      measure(block);
      predictAtSpeed(block, costs);
    }
    costs(blocks);
    shell.console().progress().clear();
  }

  private Set<Runtime> runtimes() {
    return cells.stream()
        .map(GridCell::runtime)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Runtime.class)));
  }

  /** Those of the block; the one after the last block shows how the machine had drifted. */
  private Map<Runtime, Costs> costs(int block) throws InterruptedException {
    String name = block == 0 || calibratesOnce ? "costs.json" : "costs-" + block + ".json";
    Path file = run.path().resolve(name);
    if (Files.exists(file)) {
      return CostsFile.read(file);
    }
    CostsSource source = new CostsSource(shell);
    Map<Runtime, Costs> costs = new EnumMap<>(Runtime.class);
    for (Runtime runtime : runtimes()) {
      costs.put(runtime, source.calibrate(runtime, Mode.QUICK));
    }
    run.replace(name, CostsFile.text(costs));
    return costs;
  }

  private void predict(int block, Map<Runtime, Costs> costs) throws InterruptedException {
    Set<Done> done = Done.in(run);
    int n = 0;
    for (GridCell cell : cells) {
      shell.console().progress().at("predicting " + cell.name(), n++, cells.size());
      List<Arm> missing =
          cell.arms().stream()
              .filter(
                  arm ->
                      !done.contains(
                          new Done(Trial.Kind.PREDICTED, cell.name(), arm, lastOf(block))))
              .toList();
      if (missing.isEmpty()) {
        continue;
      }
      run.append(
          replications(cell, missing, block, costs.get(cell.runtime()), HostSpeed.AS_CALIBRATED));
    }
    shell.console().progress().clear();
  }

  private List<Trial> replications(
      GridCell cell, List<Arm> arms, int block, Costs costs, HostSpeed speed)
      throws InterruptedException {
    Batch batch =
        new Batch(
            cell.scenario(),
            cell.runtime(),
            arms,
            costs,
            seed(cell),
            block * each(),
            lastOf(block) + 1,
            Model.of(cell.runtime()),
            speed);
    return shell
        .pieces()
        .predictor()
        .run(batch, java.lang.Runtime.getRuntime().availableProcessors(), Progress.SILENT);
  }

  /** Replications of an arm in a block. */
  private int each() {
    return run.manifest().plan().replications() / run.manifest().plan().trials();
  }

  private int lastOf(int block) {
    return (block + 1) * each() - 1;
  }

  /** The same replications at the speed that was seen beside the trial they stand for. */
  private void predictAtSpeed(int block, Map<Runtime, Costs> costs) throws InterruptedException {
    Set<Done> done = Done.in(run.trialsAtSpeed());
    List<Trial> trials = run.trials();
    int n = 0;
    for (GridCell cell : cells) {
      shell
          .console()
          .progress()
          .at("predicting at the speed seen " + cell.name(), n++, cells.size());
      for (Trial t : trials) {
        HostSpeed speed = HostSpeed.of(t.host().proof().speed(), t.runtime(), t.arm());
        if (t.kind() == Trial.Kind.MEASURED
            && t.scenario().equals(cell.name())
            && t.rep() == block
            && speed != HostSpeed.AS_CALIBRATED
            && !done.contains(
                new Done(Trial.Kind.PREDICTED, cell.name(), t.arm(), lastOf(block)))) {
          run.appendAtSpeed(
              replications(cell, List.of(t.arm()), block, costs.get(cell.runtime()), speed));
        }
      }
    }
    shell.console().progress().clear();
  }

  private void sayHowLong(int blocks) {
    double timebox = run.manifest().plan().timeboxSeconds();
    List<Trial> predicted = run.trials();
    double perBlock = calibratesOnce ? 0 : runtimes().size() * CALIBRATION;
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
