package io.fairlane.analysis.cli;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Costs;
import io.fairlane.experiment.CostsFile;
import io.fairlane.experiment.Progress;
import io.fairlane.experiment.RunDirectory;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.Trial;
import io.fairlane.runner.calibrate.Mode;
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
import java.util.stream.IntStream;

/**
 * What the model says of each block of a run's trials, twice: before the block is measured, from
 * costs calibrated for it, so that no prediction has seen what it predicts; and once more, the same
 * replications, at the speed that the CPUs were seen to have beside each trial. What is in the run
 * directory is not done again.
 */
final class BlockPredictions {
  private final Shell shell;
  private final RunDirectory run;
  private final List<Cell> cells;
  private final boolean calibratesOnce;
  private final int each;

  /**
   * @param calibratesOnce no block but the first has costs of its own
   */
  BlockPredictions(Shell shell, RunDirectory run, List<Cell> cells, boolean calibratesOnce) {
    this.shell = shell;
    this.run = run;
    this.cells = List.copyOf(cells);
    this.calibratesOnce = calibratesOnce;
    this.each = run.manifest().plan().replicationsPerTrial();
  }

  /**
   * What is predicted.
   *
   * @param name the scenario's, in the run's trials
   * @param seed of its random numbers
   */
  record Cell(String name, Scenario scenario, Runtime runtime, List<Arm> arms, long seed) {}

  /** One simulated run of the run's. */
  private record Replicated(Runtime runtime, String cell, Arm arm, int rep) {
    static Replicated of(Trial trial) {
      return new Replicated(trial.runtime(), trial.scenario(), trial.arm(), trial.rep());
    }

    static Set<Replicated> in(List<Trial> trials) {
      Set<Replicated> kept = new HashSet<>();
      for (Trial trial : trials) {
        if (trial.kind() == Trial.Kind.PREDICTED) {
          kept.add(of(trial));
        }
      }
      return kept;
    }
  }

  private record Numbers(int from, int to) {
    boolean allIn(Set<Replicated> kept, Cell cell, Arm arm) {
      return IntStream.range(from, to)
          .allMatch(rep -> kept.contains(new Replicated(cell.runtime(), cell.name(), arm, rep)));
    }
  }

  private Numbers of(int block) {
    if (each > 0) {
      return new Numbers(block * each, (block + 1) * each);
    }
    // an older version's plan: all of them stand for all trials
    return block == 0 ? new Numbers(0, run.manifest().plan().replications()) : new Numbers(0, 0);
  }

  private Set<Runtime> runtimes() {
    return cells.stream()
        .map(Cell::runtime)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Runtime.class)));
  }

  /** What all calibrations around a block take (s). */
  double calibrationSeconds() {
    return calibratesOnce ? 0 : runtimes().size() * CostsSource.CALIBRATION_SECONDS;
  }

  /** Those of the block; the one after the last block shows how the machine had drifted. */
  Map<Runtime, Costs> costs(int block) throws InterruptedException {
    Path file = file(block);
    Map<Runtime, Costs> costs =
        Files.exists(file) ? CostsFile.read(file) : new EnumMap<>(Runtime.class);
    if (!costs.keySet().containsAll(runtimes())) {
      CostsSource source = new CostsSource(shell);
      for (Runtime runtime : runtimes()) {
        if (!costs.containsKey(runtime)) {
          costs.put(runtime, source.calibrate(runtime, Mode.QUICK));
        }
      }
      run.replace(file.getFileName().toString(), CostsFile.text(costs));
    }
    return costs;
  }

  /**
   * What the calibrations before the first block to before the last say together; the block's own
   * where they are too few.
   */
  private Map<Runtime, Costs> costsTogether(int block, int last) throws InterruptedException {
    List<Map<Runtime, Costs>> all = new ArrayList<>();
    for (int i = 0; i <= (calibratesOnce ? 0 : last); i++) {
      all.add(costs(i));
    }
    Map<Runtime, Costs> together = costs(block);
    together.replaceAll(
        (runtime, own) ->
            PooledCosts.of(all.stream().map(costs -> costs.get(runtime)).toList(), own));
    return together;
  }

  private Path file(int block) {
    String name = block == 0 || calibratesOnce ? "costs.json" : "costs-" + block + ".json";
    return run.path().resolve(name);
  }

  /** All that can be predicted before anything is measured: the first block, or every one. */
  void predictFirst() throws InterruptedException {
    int replications = run.manifest().plan().replications();
    predict(costs(0), calibratesOnce ? new Numbers(0, replications) : of(0));
  }

  /** Before the block is measured. */
  void predict(int block) throws InterruptedException {
    predict(costs(block), of(block));
  }

  private void predict(Map<Runtime, Costs> costs, Numbers numbers) throws InterruptedException {
    Set<Replicated> kept = Replicated.in(run.trials());
    int n = 0;
    for (Cell cell : cells) {
      List<Arm> missing =
          cell.arms().stream().filter(arm -> !numbers.allIn(kept, cell, arm)).toList();
      Progress progress = share("predicting " + cell.name(), n++, cells.size());
      if (!missing.isEmpty()) {
        List<Trial> predicted =
            replications(cell, missing, numbers, costs, HostSpeed.AS_CALIBRATED, progress);
        run.append(predicted.stream().filter(t -> !kept.contains(Replicated.of(t))).toList());
      }
    }
    shell.console().progress().clear();
  }

  /**
   * The same replications at the speed that was seen beside the trial they stand for.
   *
   * @param last from what the calibrations up to the one before this block say together
   */
  void predictAtSpeed(int block, int last) throws InterruptedException {
    if (each == 0) {
      return;
    }
    Numbers numbers = of(block);
    Set<Replicated> kept = Replicated.in(run.trialsAtSpeed());
    List<Trial> trials =
        run.trials().stream()
            .filter(t -> t.kind() == Trial.Kind.MEASURED && t.rep() == block)
            .toList();
    List<Job> jobs = new ArrayList<>();
    for (Cell cell : cells) {
      for (Trial trial : trials) {
        HostSpeed speed = HostSpeed.of(trial.host().proof().speed(), trial.runtime(), trial.arm());
        if (trial.scenario().equals(cell.name())
            && trial.runtime() == cell.runtime()
            && speed != HostSpeed.AS_CALIBRATED
            && !numbers.allIn(kept, cell, trial.arm())) {
          jobs.add(new Job(cell, trial.arm(), speed));
        }
      }
    }
    Map<Runtime, Costs> costs = jobs.isEmpty() ? Map.of() : costsTogether(block, last);
    for (int i = 0; i < jobs.size(); i++) {
      Job job = jobs.get(i);
      Progress progress = share("predicting at the speed seen " + job.cell.name(), i, jobs.size());
      List<Trial> predicted =
          replications(job.cell, List.of(job.arm), numbers, costs, job.speed, progress);
      run.appendAtSpeed(predicted.stream().filter(t -> !kept.contains(Replicated.of(t))).toList());
    }
    shell.console().progress().clear();
  }

  private record Job(Cell cell, Arm arm, HostSpeed speed) {}

  /** Of all parts, as the replications of one of them advance. */
  private Progress share(String what, int part, int parts) {
    ProgressLine line = shell.console().progress();
    line.at(what, part, parts);
    return (step, done, total) -> line.at(what, part + (total > 0 ? done / total : 0), parts);
  }

  private List<Trial> replications(
      Cell cell,
      List<Arm> arms,
      Numbers numbers,
      Map<Runtime, Costs> costs,
      HostSpeed speed,
      Progress progress)
      throws InterruptedException {
    Batch batch =
        new Batch(
            cell.scenario(),
            cell.runtime(),
            arms,
            costs.get(cell.runtime()),
            cell.seed(),
            numbers.from(),
            numbers.to(),
            Model.of(cell.runtime()),
            speed);
    return shell
        .pieces()
        .predictor()
        .run(batch, java.lang.Runtime.getRuntime().availableProcessors(), progress);
  }
}
