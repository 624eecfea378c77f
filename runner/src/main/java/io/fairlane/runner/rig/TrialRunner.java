package io.fairlane.runner.rig;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.Trial;

/** Runs single trials on one runtime of this host. */
public interface TrialRunner {
  Runtime runtime();

  /**
   * Checks, before anything is started, that this host can run the arm as asked for.
   *
   * @throws io.fairlane.experiment.Refusal (host cannot) with the remedy
   */
  void require(Scenario scenario, Arm arm);

  /**
   * Runs one trial and blocks until it is over.
   *
   * @param rep number of the trial within its arm, from 0; copied into the row
   * @param seed fixes what is random in the trial; copied into the row
   * @param timeboxSeconds the consumer's clock is stopped here at the latest (verdict timeboxed)
   * @throws io.fairlane.experiment.Refusal if the host cannot, or a conservation check failed
   * @throws InterruptedException if the thread is interrupted; whatever was started is stopped
   *     first
   */
  Trial run(Scenario scenario, Arm arm, int rep, long seed, double timeboxSeconds)
      throws InterruptedException;
}
