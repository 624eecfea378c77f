package io.fairlane.analysis.cli;

import io.fairlane.experiment.RunDirectory;
import io.fairlane.experiment.Trial;

/** What is said when a measurement is interrupted: what is kept, and how to go on. */
final class Stopped {
  private Stopped() {}

  /** Work that fills a run directory. */
  interface Filling {
    void run() throws InterruptedException;
  }

  /**
   * Does the work; if the process is told to end meanwhile, says what is kept.
   *
   * @param command that goes on with the run
   */
  static void tellIf(Shell shell, RunDirectory run, String command, Filling work)
      throws InterruptedException {
    try {
      work.run();
    } catch (InterruptedException stopped) {
      throw with(run, command);
    } catch (RuntimeException failure) {
      if (shell.stopping().getAsBoolean()) {
        throw with(run, command);
      }
      throw failure;
    }
  }

  private static InterruptedException with(RunDirectory run, String command) {
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
