package io.fairlane.analysis.cli;

import io.fairlane.experiment.sweep.Results;
import io.fairlane.experiment.sweep.SweepDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "merge",
    mixinStandardHelpOptions = true,
    description = "Make one sweep of its parts ('sweep --shard'), the same as if never cut.")
final class MergeCommand implements Runnable {
  @Parameters(arity = "1..*", paramLabel = "<dir>", description = "The parts, in any order.")
  private List<Path> parts = new ArrayList<>();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "<dir>",
      description = "The directory to make.")
  private Path out;

  private final Shell shell;

  MergeCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    SweepDirectory whole = Results.merge(parts, out);
    shell.console().result(whole.result() + " sha256 " + Results.sha256(whole.result()));
  }
}
