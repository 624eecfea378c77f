package io.fairlane.sim.replication;

/** A replication did not end within the simulated time it was given, or can never end. */
public final class NoEndException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  NoEndException(double seconds) {
    super("no end within " + seconds + " simulated seconds");
  }
}
