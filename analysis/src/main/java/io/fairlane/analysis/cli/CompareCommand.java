package io.fairlane.analysis.cli;

import io.fairlane.analysis.compare.Comparison;
import io.fairlane.analysis.compare.ComparisonTable;
import io.fairlane.analysis.validate.GridComparison;
import io.fairlane.analysis.validate.GridJson;
import io.fairlane.analysis.validate.GridTable;
import io.fairlane.experiment.RunDirectory;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = "Set what was predicted beside what was measured.")
final class CompareCommand implements Runnable {
  @Parameters(paramLabel = "<dir>", description = "A run directory.")
  private Path directory;

  @Option(names = "--json", description = "One JSON document on standard output.")
  private boolean json;

  private final Shell shell;

  CompareCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    RunDirectory run = RunDirectory.open(directory);
    if (GridComparison.isGrid(run)) {
      GridComparison comparison = GridComparison.of(run);
      run.replace("comparison.json", GridJson.of(comparison));
      shell.console().result(json ? GridJson.of(comparison) : GridTable.text(comparison));
      return;
    }
    Comparison comparison = Comparison.of(run);
    run.replace("comparison.json", comparison.json());
    shell.console().result(json ? comparison.json() : ComparisonTable.text(comparison));
  }
}
