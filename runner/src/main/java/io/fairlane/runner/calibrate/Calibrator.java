package io.fairlane.runner.calibrate;

import io.fairlane.experiment.Costs;
import io.fairlane.experiment.Progress;
import io.fairlane.experiment.Runtime;

/** Measures what one runtime's primitives cost on this host. */
public interface Calibrator {
  Runtime runtime();

  /**
   * Measures every field of {@link Costs} from primitives alone, never from a run that is to be
   * predicted.
   *
   * @throws io.fairlane.experiment.Refusal (host cannot) with the remedy
   * @throws InterruptedException if the thread is interrupted; whatever was started is stopped
   *     first
   */
  Costs calibrate(Mode mode, Progress progress) throws InterruptedException;
}
