package io.fairlane.analysis.cli;

import io.fairlane.analysis.cli.CloserLooks.Lane;
import io.fairlane.analysis.compare.ArmComparison;
import io.fairlane.analysis.compare.Comparison;
import io.fairlane.analysis.report.CloserLook;
import io.fairlane.analysis.report.GridReport;
import io.fairlane.analysis.report.Report;
import io.fairlane.analysis.report.SweepReport;
import io.fairlane.analysis.validate.GridCell;
import io.fairlane.analysis.validate.GridComparison;
import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Reason;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.RunDirectory;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.sweep.SweepDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Write report.html into a run directory: one page that needs no network.",
      "One lane is looked at more closely: the model shows what the scheduler did,",
      "and with --explain which of its rules the speedup comes from.",
      "Of a sweep: the map."
    })
final class ReportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "<dir>", description = "A run or sweep directory.")
  private Path directory;

  @Option(
      names = "--quick",
      description = "Only what the run holds: nothing is simulated, no lane is looked at closely.")
  private boolean quick;

  @Option(
      names = "--cell",
      paramLabel = "<name>",
      description = "On a grid, the cell to look at. Default: the worst one.")
  private String cell;

  @Option(
      names = "--runtime",
      paramLabel = "<go|pool>",
      converter = ScenarioOptions.ToRuntime.class,
      description = "The runtime to look at. Default: the run's first.")
  private Runtime runtime;

  @Option(
      names = "--arm",
      paramLabel = "<arm>",
      converter = ScenarioOptions.ToArm.class,
      description = "The lane to look at. Default: the first there is.")
  private Arm arm;

  @Option(
      names = "--explain",
      description = {
        "Switch the scheduler's rules one by one and show what each is worth.",
        "Takes as long as fairlane explain: seconds to minutes."
      })
  private boolean explain;

  @Option(
      names = "--replications",
      paramLabel = "<n>",
      description = "Simulated runs per arm and rule of --explain. Default: ${DEFAULT-VALUE}.")
  private int replications = 10;

  @Option(
      names = "--trace",
      description = {
        "Run real Go with its tracer on, and draw its schedule beside the model's.",
        "On the host of the run; Go >= 1.23. Kept in the run for later pages."
      })
  private boolean trace;

  @Option(
      names = "--plot",
      paramLabel = "<file.svg>",
      description = "Of a sweep: the map as a picture, besides the page.")
  private Path plot;

  private final Shell shell;

  ReportCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (SweepDirectory.isOne(directory)) {
      map(SweepDirectory.open(directory));
      return 0;
    }
    if (plot != null) {
      throw Refusal.badInput("--plot draws the map of a sweep: " + directory + " is none");
    }
    Usage.atLeast("--replications", replications, 3);
    if (quick && (cell != null || runtime != null || arm != null || explain || trace)) {
      throw Refusal.badInput(
          "--quick looks at no lane: leave --cell, --runtime, --arm, --explain and --trace out");
    }
    RunDirectory run = RunDirectory.open(directory);
    Path page;
    if (GridComparison.isGrid(run)) {
      GridComparison comparison = GridComparison.of(run, shell.console().progress());
      page = GridReport.write(run, comparison, quick ? null : look(run, lane(run, comparison)));
    } else {
      if (cell != null) {
        throw Refusal.badInput("--cell " + cell + ": " + directory + " is no run over a grid");
      }
      Comparison comparison = Comparison.of(run);
      page =
          Report.write(
              run,
              comparison,
              quick || comparison.rows().isEmpty() ? null : look(run, lane(run, comparison)));
    }
    shell.console().result(page.toString());
    return 0;
  }

  private CloserLook look(RunDirectory run, Lane lane) throws InterruptedException {
    CloserLooks looks = new CloserLooks(shell, run, explain ? replications : 0);
    if (trace) {
      looks.trace(lane);
    }
    return looks.of(lane);
  }

  private Lane lane(RunDirectory run, Comparison comparison) {
    ArmComparison row = chosen(comparison.rows());
    return new Lane("", row.runtime(), row.arm(), run.manifest().seed(), comparison);
  }

  private Lane lane(RunDirectory run, GridComparison comparison) {
    List<GridComparison.Row> candidates =
        comparison.worst().isEmpty() ? comparison.rows() : comparison.worst();
    if (cell != null) {
      candidates =
          comparison.rows().stream().filter(row -> row.cell().name().equals(cell)).toList();
      if (candidates.isEmpty()) {
        throw Refusal.badInput(
            "no cell '"
                + cell
                + "' with trials: one of "
                + comparison.rows().stream()
                    .map(row -> row.cell().name())
                    .distinct()
                    .collect(Collectors.joining(", ")));
      }
    }
    ArmComparison row = chosen(candidates.stream().map(GridComparison.Row::lane).toList());
    GridCell its =
        candidates.stream().filter(r -> r.lane() == row).findFirst().orElseThrow().cell();
    return new Lane(
        its.name(),
        row.runtime(),
        row.arm(),
        Validation.seed(run.manifest().seed(), its),
        GridComparison.of(run, its));
  }

  private ArmComparison chosen(List<ArmComparison> rows) {
    return rows.stream()
        .filter(row -> runtime == null || row.runtime() == runtime)
        .filter(row -> arm == null || row.arm() == arm)
        .findFirst()
        .orElseThrow(
            () ->
                Refusal.badInput(
                    "no such lane in "
                        + directory
                        + ": there are "
                        + rows.stream()
                            .map(ArmComparison::name)
                            .distinct()
                            .collect(Collectors.joining(", "))));
  }

  private void map(SweepDirectory sweep) {
    if (plot != null) {
      picture(SweepReport.figure(sweep));
    }
    shell.console().result(SweepReport.write(sweep).toString());
  }

  private void picture(String svg) {
    try {
      Files.writeString(plot, svg);
    } catch (IOException e) {
      throw Refusal.hostCannot("cannot write " + plot + " (" + Reason.of(e) + "): name another");
    }
  }
}
