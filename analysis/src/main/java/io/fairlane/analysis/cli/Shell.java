package io.fairlane.analysis.cli;

import io.fairlane.runner.rig.HostLock;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What every command has at hand.
 *
 * @param command the arguments as typed, for the manifest
 * @param folder the current folder; runs are kept below it
 * @param stopping true if the process was told to end: then a failure may be but its consequence
 */
record Shell(
    Console console,
    Pieces pieces,
    List<String> command,
    Path folder,
    Clock clock,
    BooleanSupplier stopping) {

  /** The command line as one would type it again. */
  List<String> typed() {
    List<String> typed = new ArrayList<>(List.of("fairlane"));
    typed.addAll(command);
    return typed;
  }

  /** Work that measures, or waits for what does. */
  interface Measuring<T> {
    T run() throws InterruptedException;
  }

  /**
   * Runs it while nothing else is measured on this host.
   *
   * @throws io.fairlane.experiment.Refusal (host cannot) if something is
   */
  @SuppressWarnings("try") // the lock is held, not used
  <T> T alone(Measuring<T> work) throws InterruptedException {
    try (HostLock lock = HostLock.take(pieces.lockFile())) {
      return work.run();
    }
  }
}
