package io.fairlane.runner.pool;

import io.fairlane.experiment.Proof;
import io.fairlane.experiment.Trial;
import io.fairlane.runner.host.SafepointLog;
import java.nio.file.Path;

/** What the pool can show for a trial: shares of the crowd, its laps, and the JVM's safepoints. */
final class PoolProof {
  private PoolProof() {}

  /**
   * @param noise has the host's pressure and the share of other processes
   * @param clock has stopped
   * @param safepointLog null = this JVM writes none
   */
  static Proof of(
      Trial.HostNoise noise,
      Clock clock,
      Path safepointLog,
      Fairness shares,
      Laps laps,
      Rates rates) {
    Double safepoints =
        safepointLog == null
            ? null
            : SafepointLog.seconds(safepointLog, clock.startNanos(), clock.stopNanos())
                .orElse(null);
    return new Proof(
        noise.proof().pressure(),
        safepoints,
        crowd(shares, laps),
        Proof.GoScheduler.ABSENT,
        noise.proof().othersShare(),
        new Proof.Steadiness(null, null, rates.changes()),
        Proof.Speed.ABSENT);
  }

  private static Proof.Crowd crowd(Fairness shares, Laps laps) {
    return shares.tasks() == 0
        ? Proof.Crowd.ABSENT
        : new Proof.Crowd(
            (long) shares.min(),
            (long) shares.max(),
            shares.jain(),
            laps.quantile(0.5),
            laps.quantile(0.99));
  }
}
