package io.fairlane.analysis.cli;

import io.fairlane.analysis.report.GridReport;
import io.fairlane.analysis.report.Report;
import io.fairlane.analysis.report.SweepReport;
import io.fairlane.analysis.validate.GridComparison;
import io.fairlane.experiment.Reason;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.RunDirectory;
import io.fairlane.experiment.sweep.SweepDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "Write report.html into a run directory: one page that needs no network.")
final class ReportCommand implements Runnable {
  @Parameters(paramLabel = "<dir>", description = "A run or sweep directory.")
  private Path directory;

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
  public void run() {
    if (SweepDirectory.isOne(directory)) {
      SweepDirectory sweep = SweepDirectory.open(directory);
      if (plot != null) {
        picture(SweepReport.figure(sweep));
      }
      shell.console().result(SweepReport.write(sweep).toString());
      return;
    }
    if (plot != null) {
      throw Refusal.badInput("--plot draws the map of a sweep: " + directory + " is none");
    }
    RunDirectory run = RunDirectory.open(directory);
    Path page = GridComparison.isGrid(run) ? GridReport.write(run) : Report.write(run);
    shell.console().result(page.toString());
  }

  private void picture(String svg) {
    try {
      Files.writeString(plot, svg);
    } catch (IOException e) {
      throw Refusal.hostCannot("cannot write " + plot + " (" + Reason.of(e) + "): name another");
    }
  }
}
