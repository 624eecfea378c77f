package io.fairlane.analysis.cli;

import io.fairlane.experiment.RunDirectory;
import io.fairlane.experiment.Trial;

/** What is said when a measurement is interrupted: what is kept, and how to go on. */
final class Stopped {
  private Stopped() {}

  static InterruptedException with(RunDirectory run) {
    return with(run, "measure");
  }

  /**
   * @param command that goes on with the run
   */
  static InterruptedException with(RunDirectory run, String command) {
    String name = System.getProperty("fairlane.name", "fairlane");
    long kept = run.trials().stream().filter(t -> t.kind() == Trial.Kind.MEASURED).count();
    return new InterruptedException(
        "stopped; "
            + (kept == 0
                ? "no trial was finished"
                : kept
                    + (kept == 1 ? " finished trial is" : " finished trials are")
                    + " in "
                    + run.path().resolve("trials.csv"))
            + "\n  go on:       "
            + name
            + " "
            + command
            + " --resume "
            + run.path()
            + (kept == 0 ? "" : "\n  look at it:  " + name + " compare " + run.path()));
  }
}
