package io.fairlane.analysis.cli;

import io.fairlane.experiment.Progress;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Trial;
import io.fairlane.runner.calibrate.Calibrator;
import io.fairlane.runner.rig.TrialRunner;
import io.fairlane.sim.replication.Batch;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What the commands put together: the model, the runners and the host, behind the narrowest view of
 * each. {@link Wiring} holds the real ones, the tests hold fakes.
 *
 * @param host fingerprint by name, for the manifest
 * @param hostId short name of this machine; {@code Costs.host} of costs measured here
 * @param checks what {@code doctor} reports
 * @param cacheFolder where the last calibration of this user is kept
 * @param lockFile held while anything is measured on this host
 */
record Pieces(
    Predictor predictor,
    Map<Runtime, TrialRunner> runners,
    Map<Runtime, Calibrator> calibrators,
    Supplier<Map<String, String>> host,
    Supplier<String> hostId,
    Supplier<List<Check>> checks,
    Path cacheFolder,
    Path lockFile) {

  /** The model: predicted trials, the same for the same seed on any number of threads. */
  @FunctionalInterface
  interface Predictor {
    List<Trial> run(Batch batch, int threads, Progress progress) throws InterruptedException;
  }
}
