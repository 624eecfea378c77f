package io.fairlane.analysis.cli;

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
}
