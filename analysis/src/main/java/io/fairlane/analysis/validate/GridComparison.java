package io.fairlane.analysis.validate;

import static io.fairlane.analysis.compare.StudyErrors.When.AT_SPEED;
import static io.fairlane.analysis.compare.StudyErrors.When.BEFOREHAND;

import io.fairlane.analysis.compare.ArmComparison;
import io.fairlane.analysis.compare.Comparison;
import io.fairlane.analysis.compare.StudyErrors;
import io.fairlane.analysis.compare.StudyErrors.When;
import io.fairlane.experiment.Manifest;
import io.fairlane.experiment.Progress;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.RunDirectory;
import io.fairlane.experiment.Trial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Predicted beside measured over a grid.
 *
 * @param rows every lane of every cell that has trials, in the grid's order
 * @param statistics of single trials, and against simpler predictions; null of beforehand
 * @param beforehand the same with the predictions that were made before each block was measured, at
 *     the speed of the host that the calibration met; null if the rows are those
 */
public record GridComparison(
    Grid grid, List<Row> rows, GridStatistics statistics, GridComparison beforehand) {
  /** The plan file's name in a run directory; a run that holds one is a run over a grid. */
  public static final String FILE = "grid.csv";

  /** One lane of one cell against fair. */
  public record Row(GridCell cell, ArmComparison lane) {
    public String stratum() {
      return cell.stratum().label();
    }

    /** Absolute log of predicted over measured: how far off, in either direction. */
    double size() {
      return Math.abs(Math.log(lane.predicted().ratio() / lane.measured().ratio()));
    }
  }

  /** True if the run is one over a grid. */
  public static boolean isGrid(RunDirectory run) {
    return Files.isRegularFile(run.path().resolve(FILE));
  }

  /**
   * @throws Refusal (bad input) if the run is none over a grid, or holds no finished trial
   */
  public static GridComparison of(RunDirectory run) {
    return of(run, Progress.SILENT);
  }

  /** The same, told of on its way. */
  public static GridComparison of(RunDirectory run, Progress progress) {
    progress.at("reading the trials", 0, 1);
    Trials trials = Trials.of(run);
    GridComparison beforehand = of(gridOf(run), run.manifest(), trials.beforehand(), BEFOREHAND);
    GridComparison comparison = atSpeed(run, trials, beforehand).judged(run, trials, progress);
    if (comparison.rows().isEmpty()) {
      throw Refusal.badInput(
          run.path()
              + " holds no finished trials: fill it with 'fairlane validate --resume "
              + run.path()
              + "'");
    }
    return comparison;
  }

  /** With the predictions at the speed of each trial, where every measured trial has its own. */
  private static GridComparison atSpeed(
      RunDirectory run, Trials trials, GridComparison beforehand) {
    List<Trial> atSpeed = trials.atSpeed(true);
    return atSpeed.isEmpty()
        ? beforehand
        : new GridComparison(
            beforehand.grid(),
            of(beforehand.grid(), run.manifest(), atSpeed, AT_SPEED).rows(),
            null,
            beforehand);
  }

  /** Trial by trial each block keeps the host that it met, measured as well as predicted. */
  private GridComparison judged(RunDirectory run, Trials trials, Progress progress) {
    List<Trial> atSpeed = trials.atSpeed(false);
    List<ArmSample> samples =
        ArmSample.of(grid, atSpeed.isEmpty() ? trials.beforehand() : atSpeed, trials.each());
    return new GridComparison(
        grid,
        rows,
        GridStatistics.of(
            rows,
            errors(grid, beforehand == null ? BEFOREHAND : AT_SPEED),
            samples,
            run.costs(),
            run.manifest().seed(),
            progress),
        beforehand);
  }

  /** The grid that the run was begun with, by its own name. */
  public static Grid gridOf(RunDirectory run) {
    Path file = run.path().resolve(FILE);
    Grid copy = Grid.read(file.toString());
    return new Grid(run.manifest().scenario().name(), copy.text(), copy.cells());
  }

  static GridComparison of(Grid grid, Manifest manifest, List<Trial> trials, When when) {
    StudyErrors errors = errors(grid, when);
    Map<String, List<Trial>> byCell =
        trials.stream().collect(Collectors.groupingBy(Trial::scenario));
    List<Row> rows = new ArrayList<>();
    for (GridCell cell : grid.cells()) {
      List<Trial> its = byCell.getOrDefault(cell.name(), List.of());
      if (its.isEmpty()) {
        continue;
      }
      for (ArmComparison lane : Comparison.of(of(manifest, cell), its, errors).rows()) {
        rows.add(new Row(cell, lane));
      }
    }
    return new GridComparison(grid, List.copyOf(rows), null, null);
  }

  /** What the model got wrong of cells that are not judged here. */
  private static StudyErrors errors(Grid grid, When when) {
    return StudyErrors.of(when).without(grid.cells().stream().map(GridCell::name).toList());
  }

  /** One cell of a run as if it had been run alone. */
  public static Comparison of(RunDirectory run, GridCell cell) {
    Trials trials = Trials.of(run);
    List<Trial> atSpeed = trials.atSpeed(true);
    return Comparison.of(
        of(run.manifest(), cell),
        (atSpeed.isEmpty() ? trials.beforehand() : atSpeed)
            .stream().filter(t -> t.scenario().equals(cell.name())).toList(),
        errors(gridOf(run), atSpeed.isEmpty() ? BEFOREHAND : AT_SPEED));
  }

  /** The run's manifest as if it were of this cell alone. */
  private static Manifest of(Manifest run, GridCell cell) {
    return new Manifest(
        run.tool(),
        run.commit(),
        run.created(),
        run.seed(),
        run.command(),
        cell.scenario(),
        run.plan(),
        run.host());
  }

  public List<ArmComparison> lanes() {
    return rows.stream().map(Row::lane).toList();
  }

  /** Rows that have both sides, the worst first. */
  public List<Row> worst() {
    return complete().stream().sorted(Comparator.comparingDouble(Row::size).reversed()).toList();
  }

  /** Rows that have both sides. */
  public List<Row> complete() {
    return rows.stream().filter(row -> row.lane().complete()).toList();
  }
}
