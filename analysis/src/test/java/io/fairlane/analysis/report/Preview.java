package io.fairlane.analysis.report;

import io.fairlane.analysis.compare.Runs;
import io.fairlane.experiment.RunDirectory;
import java.nio.file.Path;

/** Writes the report of a made-up run, to look at. */
final class Preview {
  private Preview() {}

  /** Arguments: parent directory, replications, trials. */
  public static void main(String[] arguments) {
    RunDirectory run =
        Runs.seed(
            Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
    System.out.println(Report.write(run));
  }
}
