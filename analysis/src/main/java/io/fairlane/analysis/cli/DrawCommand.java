package io.fairlane.analysis.cli;

import io.fairlane.analysis.validate.GridCell;
import io.fairlane.analysis.validate.GridDraw;
import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Costs;
import io.fairlane.experiment.Progress;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Trial;
import io.fairlane.sim.replication.Batch;
import io.fairlane.sim.replication.Model;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "draw",
    mixinStandardHelpOptions = true,
    description = {
      "Draw a grid for 'validate': cells spread over every key, none chosen by hand.",
      "The model only sets how many messages a trial needs to last some seconds."
    })
final class DrawCommand implements Callable<Integer> {
  private static final int FORECASTS = 4;
  private static final double LONGEST_SECONDS = 3_600;

  @Option(
      names = "--runtime",
      paramLabel = "<go|pool>",
      converter = ScenarioOptions.ToRuntime.class,
      description = "Whose cells. Default: go.")
  private Runtime runtime = Runtime.GO;

  @Option(
      names = "--cells",
      paramLabel = "<n>",
      description = "How many. Default: ${DEFAULT-VALUE}.")
  private int cells = 48;

  @Option(
      names = "--prefix",
      paramLabel = "<text>",
      description = "Of the cells' names. Default: ${DEFAULT-VALUE}.")
  private String prefix = "c";

  @Option(
      names = "--seed",
      paramLabel = "<n>",
      description = "Another seed, other cells. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(
      names = "--costs",
      paramLabel = "<costs.json>",
      description = "Costs for the forecast. Default: the last calibration.")
  private Path costsFile;

  private final Shell shell;

  DrawCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws InterruptedException {
    Usage.atLeast("--cells", cells, 1);
    Costs costs = new CostsSource(shell).forPrediction(costsFile, List.of(runtime)).get(runtime);
    int[] drawn = {0};
    GridDraw draw =
        new GridDraw(
            seed,
            runtime,
            costs.cpus(),
            cell -> {
              shell.console().progress().at("drawing " + cell.name(), drawn[0], cells);
              drawn[0] = Math.max(drawn[0], number(cell));
              return forecast(cell, costs);
            });
    shell.console().result(draw.cells(prefix, cells));
    return 0;
  }

  private int number(GridCell cell) {
    return Integer.parseInt(cell.name().substring(prefix.length()));
  }

  /** Mean seconds of the slowest arm. */
  private double forecast(GridCell cell, Costs costs) {
    Batch batch =
        new Batch(
            cell.scenario(),
            runtime,
            cell.arms(),
            costs,
            seed,
            0,
            FORECASTS,
            Model.of(runtime).within(LONGEST_SECONDS));
    try {
      List<Trial> trials =
          shell
              .pieces()
              .predictor()
              .run(batch, java.lang.Runtime.getRuntime().availableProcessors(), Progress.SILENT);
      return cell.arms().stream().mapToDouble(arm -> mean(trials, arm)).max().orElseThrow();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while drawing", stopped);
    }
  }

  private static double mean(List<Trial> trials, Arm arm) {
    return trials.stream()
        .filter(t -> t.arm() == arm)
        .mapToDouble(Trial::seconds)
        .average()
        .orElseThrow();
  }
}
