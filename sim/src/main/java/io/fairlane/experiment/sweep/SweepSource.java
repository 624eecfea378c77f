package io.fairlane.experiment.sweep;

import java.util.List;

/**
 * Everything that a sweep is read from, so that it can be read again on another machine.
 *
 * @param file its name, for error lines
 * @param text of the sweep's file
 * @param scenarioText of the scenario that the file names
 * @param set {@code key=value} of the command line
 * @param seed of the command line; null = the file's
 * @param replications of the command line; null = the file's
 */
public record SweepSource(
    String file,
    String text,
    String scenarioText,
    List<String> set,
    Long seed,
    Integer replications) {}
