package io.fairlane.analysis.cli;

import io.fairlane.analysis.report.GridReport;
import io.fairlane.analysis.validate.Grid;
import io.fairlane.analysis.validate.GridCell;
import io.fairlane.analysis.validate.GridComparison;
import io.fairlane.analysis.validate.GridJson;
import io.fairlane.analysis.validate.GridTable;
import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Manifest;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.RunDirectory;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.ScenarioFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    description = {
      "Predict and measure every cell of a grid, in blocks, and say how well they agree.",
      "Costs are calibrated before each block, cells predicted from them, then measured.",
      "Ctrl-C keeps every finished trial; --resume goes on from there."
    })
final class ValidateCommand implements Callable<Integer> {
  private static final int QUICK_BLOCKS = 3;

  @Parameters(
      arity = "0..*",
      paramLabel = "<grid>",
      description =
          "CSV files, or of judged-go, judged-pool, study-go, study-pool. Default: both judged.")
  private List<String> grids = new ArrayList<>();

  @Option(
      names = "--quick",
      description = "One cell of each kind, three blocks, calibrated once: some 5 minutes.")
  private boolean quick;

  @Option(
      names = "--blocks",
      paramLabel = "<n>",
      description = "Measured trials of each arm of each cell. Default: ${DEFAULT-VALUE}.")
  private int blocks = 5;

  @Option(
      names = "--replications",
      paramLabel = "<n>",
      description = "Simulated runs per arm and block, an even number. Default: ${DEFAULT-VALUE}.")
  private int replications = 12;

  @Option(
      names = "--timebox",
      paramLabel = "<s>",
      description = "Stop a trial after so many seconds. Default: 20.")
  private double timebox = 20;

  @Option(
      names = "--seed",
      paramLabel = "<n>",
      description = "Fixes everything random. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(
      names = "--out",
      paramLabel = "<dir>",
      description = "The run directory to make. Default: runs/<grid>-<utc>.")
  private Path out;

  @Option(names = "--resume", paramLabel = "<dir>", description = "Go on with this run.")
  private Path resume;

  @Option(names = "--json", description = "One JSON document on standard output.")
  private boolean json;

  private final Shell shell;

  ValidateCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws InterruptedException {
    Usage.atLeast("--blocks", blocks, 1);
    Usage.atLeast("--replications", replications, 4);
    Usage.atLeast("--timebox", timebox, 0.001);
    return shell.alone(this::validate);
  }

  private int validate() throws InterruptedException {
    RunDirectory run = resume == null ? begin() : reopen();
    Grid grid = GridComparison.gridOf(run);
    boolean calibratesOnce = run.manifest().scenario().name().endsWith(Grid.SAMPLE);
    List<GridCell> cells = measurable(grid);
    Stopped.tellIf(
        shell,
        run,
        "validate",
        () -> new Validation(shell, run, grid, cells, calibratesOnce).run());
    GridComparison comparison = GridComparison.of(run, shell.console().progress());
    Path page = GridReport.write(run, comparison, null);
    shell.console().result(json ? GridJson.of(comparison) : GridTable.text(comparison));
    shell.console().remark("the same as a page: " + page);
    Unfair.refuse(run.trials());
    return 0;
  }

  private RunDirectory begin() {
    List<String> names = grids.isEmpty() ? List.of("judged-go", "judged-pool") : grids;
    Grid whole = Grid.join(names.stream().map(Grid::read).toList());
    Grid grid = quick ? whole.sample() : whole;
    int size = quick ? QUICK_BLOCKS : blocks;
    Map<Runtime, List<Arm>> arms = new LinkedHashMap<>();
    for (GridCell cell : measurable(grid)) {
      List<Arm> its = arms.computeIfAbsent(cell.runtime(), r -> new ArrayList<>());
      cell.arms().stream().filter(arm -> !its.contains(arm)).forEach(its::add);
    }
    Manifest manifest =
        Experiment.manifest(
            shell,
            ScenarioFiles.read("seed", List.of("name=" + grid.name().replace('+', '.'))),
            seed,
            arms,
            new Experiment.Size(size, size * pairs(replications), timebox, quick));
    RunDirectory run =
        out == null
            ? RunDirectory.create(shell.folder().resolve("runs"), manifest, shell.clock().instant())
            : RunDirectory.createAt(out, manifest);
    run.replace(GridComparison.FILE, grid.text());
    shell.console().remark("run directory " + run.path() + ", grid sha256 " + grid.sha256());
    return run;
  }

  /** Replications come in pairs that share a draw of the costs; none may lie in two blocks. */
  private static int pairs(int replications) {
    return replications + replications % 2;
  }

  private RunDirectory reopen() {
    if (!grids.isEmpty() || quick || out != null) {
      throw Refusal.badInput("--resume takes grid and directory from the run: leave them out");
    }
    RunDirectory run = RunDirectory.resume(resume);
    if (!GridComparison.isGrid(run)) {
      throw Refusal.badInput(
          resume + " is no run over a grid: go on with fairlane measure --resume " + resume);
    }
    SameHost.require(run, shell.pieces().host().get(), shell.console()::remark);
    return run;
  }

  /** Cells that this host cannot measure are left out, and that is said. */
  private List<GridCell> measurable(Grid grid) {
    List<GridCell> cells = new ArrayList<>();
    Map<String, Integer> left = new LinkedHashMap<>();
    Refusal first = null;
    for (GridCell cell : grid.cells()) {
      try {
        cell.arms()
            .forEach(
                arm -> shell.pieces().runners().get(cell.runtime()).require(cell.scenario(), arm));
        cells.add(cell);
      } catch (Refusal refusal) {
        first = first == null ? refusal : first;
        left.merge(cell.runtime().label() + ": " + refusal.getMessage(), 1, Integer::sum);
      }
    }
    if (cells.isEmpty()) {
      throw first;
    }
    left.forEach((why, n) -> shell.console().remark("without " + n + " cells of " + why));
    return cells;
  }
}
