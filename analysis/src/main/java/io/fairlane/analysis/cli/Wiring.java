package io.fairlane.analysis.cli;

import io.fairlane.experiment.Runtime;
import io.fairlane.runner.calibrate.GoCalibrator;
import io.fairlane.runner.calibrate.PoolCalibration;
import io.fairlane.runner.go.GoTrials;
import io.fairlane.runner.host.CacheFolder;
import io.fairlane.runner.host.Fingerprint;
import io.fairlane.runner.pool.PoolTrials;
import io.fairlane.runner.rig.HostLock;
import io.fairlane.sim.replication.Replications;
import java.util.Map;

/** The one place that knows which class does what. */
final class Wiring {
  private Wiring() {}

  static Pieces pieces() {
    return new Pieces(
        Replications::run,
        Map.of(Runtime.GO, new GoTrials(), Runtime.POOL, new PoolTrials()),
        Map.of(
            Runtime.GO,
            new GoCalibrator(Fingerprint.hostId()),
            Runtime.POOL,
            new PoolCalibration()),
        Fingerprint::read,
        Fingerprint::hostId,
        HostChecks::all,
        CacheFolder.find(),
        HostLock.defaultFile());
  }
}
