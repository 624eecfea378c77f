package io.fairlane.analysis.sweep;

import io.fairlane.experiment.Runtime;
import java.util.List;

/**
 * A cell with its result.
 *
 * @param values of the keys that vary
 * @param lanes every arm but fair
 */
public record SweptCell(int number, Runtime runtime, List<String> values, List<Lane> lanes) {}
