package io.fairlane.analysis.cli;

import io.fairlane.analysis.stats.coverage.CoverageRow;
import io.fairlane.analysis.stats.coverage.CoverageStudy;
import io.fairlane.experiment.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "coverage",
    mixinStandardHelpOptions = true,
    description = {
      "How often do the intervals hold what they should? Each statistical routine on simulated"
          + " trials whose truth is known, and a wrong one that must be found out.",
      "Exit code 3 if an interval holds too seldom, or the wrong one is not found out."
    })
final class CoverageCommand implements Callable<Integer> {
  /** Below, the table could not tell 90 % from 95. */
  private static final int FEWEST_RUNS = 100;

  @Option(
      names = "--runs",
      paramLabel = "<n>",
      description = "Experiments for each row. Default: ${DEFAULT-VALUE}.")
  private int runs = 2000;

  @Option(names = "--markdown", description = "The table as Markdown.")
  private boolean markdown;

  @Option(names = "--json", description = "One JSON document on standard output.")
  private boolean json;

  private final Shell shell;

  CoverageCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws InterruptedException {
    Usage.atLeast("--runs", runs, FEWEST_RUNS);
    CoverageStudy study = new CoverageStudy();
    List<CoverageRow> rows = new ArrayList<>();
    for (int row = 0; row < study.rows(); row++) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      shell.console().progress().at("covering " + study.routine(row), row, study.rows());
      rows.add(study.run(row, runs));
    }
    CoverageTable table = new CoverageTable(rows, runs);
    shell.console().result(json ? table.json() : markdown ? table.markdown() : table.text());
    if (table.bad() > 0) {
      throw Refusal.verdictFailed(table.bad() + " of " + rows.size() + " rows must not be trusted");
    }
    return 0;
  }
}
