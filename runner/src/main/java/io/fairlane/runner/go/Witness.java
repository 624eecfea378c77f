package io.fairlane.runner.go;

import io.fairlane.experiment.Json;
import io.fairlane.experiment.Proof;
import io.fairlane.runner.host.SpeedSeen;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How fast the host's CPUs were during a trial, by the {@code witness} program: it times the
 * workload's own counting loop on every CPU beside the trial. A host that does not let threads be
 * pinned has none.
 */
final class Witness implements AutoCloseable {
  /** Its threads sleep 10 ms between two looks; on a crowded machine they wait for their CPU. */
  private static final long PATIENCE_MILLIS = 2_000;

  private final Child child;

  private Witness(Child child) {
    this.child = child;
  }

  /** Running from here on; what counts comes after {@link #begin}. */
  static Witness start(GoPrograms programs) throws InterruptedException {
    Witness witness = new Witness(Child.start(List.of(programs.witness().toString()), Map.of()));
    witness.line();
    return witness;
  }

  void begin() {
    child.nudge();
  }

  /** What was seen since {@link #begin}. */
  Proof.Speed end() throws InterruptedException {
    child.closeStdin();
    String line = line();
    return line == null || !line.contains("looks")
        ? Proof.Speed.ABSENT
        : Json.read("the witness", line, Seen.class).speed();
  }

  /** What the program prints: ns an iteration by CPU, and shares of the work. */
  private record Seen(List<double[]> looks, double[] shares) {
    Proof.Speed speed() {
      return SpeedSeen.of(looks, shares);
    }
  }

  private String line() throws InterruptedException {
    return child.line(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    child.close();
  }
}
