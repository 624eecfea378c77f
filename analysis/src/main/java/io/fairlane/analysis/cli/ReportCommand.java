package io.fairlane.analysis.cli;

import io.fairlane.analysis.report.GridReport;
import io.fairlane.analysis.report.Report;
import io.fairlane.analysis.validate.GridComparison;
import io.fairlane.experiment.RunDirectory;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "Write report.html into a run directory: one page that needs no network.")
final class ReportCommand implements Runnable {
  @Parameters(paramLabel = "<dir>", description = "A run directory.")
  private Path directory;

  private final Shell shell;

  ReportCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    RunDirectory run = RunDirectory.open(directory);
    Path page = GridComparison.isGrid(run) ? GridReport.write(run) : Report.write(run);
    shell.console().result(page.toString());
  }
}
