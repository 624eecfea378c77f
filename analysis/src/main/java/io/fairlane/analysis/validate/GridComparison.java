package io.fairlane.analysis.validate;

import io.fairlane.analysis.compare.ArmComparison;
import io.fairlane.analysis.compare.Comparison;
import io.fairlane.experiment.Manifest;
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
    GridComparison beforehand = of(gridOf(run), run.manifest(), run.trials());
    GridComparison comparison = atSpeed(run, beforehand).judged(run);
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
  private static GridComparison atSpeed(RunDirectory run, GridComparison beforehand) {
    List<Trial> trials = trialsAtSpeed(run, true);
    return trials.isEmpty()
        ? beforehand
        : new GridComparison(
            beforehand.grid(),
            of(beforehand.grid(), run.manifest(), trials).rows(),
            null,
            beforehand);
  }

  /** Trial by trial each block keeps the host that it met, measured as well as predicted. */
  private GridComparison judged(RunDirectory run) {
    List<Trial> atSpeed = trialsAtSpeed(run, false);
    List<ArmSample> samples =
        ArmSample.of(grid, atSpeed.isEmpty() ? run.trials() : atSpeed, each(run));
    return new GridComparison(
        grid,
        rows,
        GridStatistics.of(rows, samples, run.costs(), run.manifest().seed()),
        beforehand);
  }

  /** Replications of an arm in a block. */
  private static int each(RunDirectory run) {
    return Math.max(1, run.manifest().plan().replications() / run.manifest().plan().trials());
  }

  /**
   * What was measured, and predicted at the speed seen; cells of which a trial has no prediction of
   * its own keep those of beforehand. Empty if there is none at the speed seen.
   *
   * @param withinBlocks true to take what differs from block to block for the host's
   */
  private static List<Trial> trialsAtSpeed(RunDirectory run, boolean withinBlocks) {
    Map<String, List<Trial>> atSpeed =
        run.trialsAtSpeed().stream().collect(Collectors.groupingBy(Trial::scenario));
    if (atSpeed.isEmpty()) {
      return List.of();
    }
    int each = each(run);
    List<Trial> trials = new ArrayList<>();
    run.trials().stream()
        .collect(Collectors.groupingBy(Trial::scenario))
        .forEach(
            (cell, its) -> {
              List<Trial> own = atSpeed.getOrDefault(cell, List.of());
              boolean whole = predictsAll(own, its, each);
              its.stream()
                  .filter(t -> !whole || t.kind() == Trial.Kind.MEASURED)
                  .forEach(trials::add);
              if (whole) {
                trials.addAll(withinBlocks ? WithinBlocks.of(own, each) : own);
              }
            });
    return trials;
  }

  private static boolean predictsAll(List<Trial> predicted, List<Trial> trials, int each) {
    return trials.stream()
        .filter(t -> t.kind() == Trial.Kind.MEASURED)
        .allMatch(
            t ->
                predicted.stream()
                        .filter(p -> p.arm() == t.arm() && p.rep() / each == t.rep())
                        .count()
                    == each);
  }

  /** The grid that the run was begun with, by its own name. */
  public static Grid gridOf(RunDirectory run) {
    Path file = run.path().resolve(FILE);
    Grid copy = Grid.read(file.toString());
    return new Grid(run.manifest().scenario().name(), copy.text(), copy.cells());
  }

  static GridComparison of(Grid grid, Manifest manifest, List<Trial> trials) {
    Map<String, List<Trial>> byCell =
        trials.stream().collect(Collectors.groupingBy(Trial::scenario));
    List<Row> rows = new ArrayList<>();
    for (GridCell cell : grid.cells()) {
      List<Trial> its = byCell.getOrDefault(cell.name(), List.of());
      if (its.isEmpty()) {
        continue;
      }
      for (ArmComparison lane : Comparison.of(of(manifest, cell), its).rows()) {
        rows.add(new Row(cell, lane));
      }
    }
    return new GridComparison(grid, List.copyOf(rows), null, null);
  }

  /** One cell of a run as if it had been run alone. */
  public static Comparison of(RunDirectory run, GridCell cell) {
    List<Trial> atSpeed = trialsAtSpeed(run, true);
    return Comparison.of(
        of(run.manifest(), cell),
        (atSpeed.isEmpty() ? run.trials() : atSpeed)
            .stream().filter(t -> t.scenario().equals(cell.name())).toList());
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
