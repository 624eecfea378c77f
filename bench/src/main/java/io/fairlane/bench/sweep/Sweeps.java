package io.fairlane.bench.sweep;

import io.fairlane.experiment.ScenarioFiles;
import io.fairlane.experiment.sweep.Sweep;
import io.fairlane.experiment.sweep.SweepFile;
import io.fairlane.experiment.sweep.SweepSource;
import java.util.List;

/** The sweeps that are measured, as files. */
final class Sweeps {
  /** A map such as one draws: crowds, depths, few and many Ps; runs of some milliseconds. */
  private static final String MAP =
      """
      name: map
      set: {consumer.messages: 20000}
      axes:
        background.tasks: [0, 10, 100, 1000]
        channel.capacity: [1, 100, 10000]
        processors: [1, 2, 8]
      arms: [locked]
      """;

  private Sweeps() {}

  static String map(int replications) {
    return MAP + "replications: " + replications + "\n";
  }

  /**
   * As many cells as wanted, each a run of about a millisecond: the sweep itself is what counts.
   *
   * @param cells a multiple of 100
   */
  static String small(String name, int cells, int replications) {
    return String.format(
        """
        name: %s
        set: {producers.tasks: 2, consumer.messages: 500, background.work: 2000}
        axes:
          background.tasks: {from: 0, to: 9, step: 1}
          consumer.work: {from: 1, to: %d, step: 1}
          channel.capacity: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512]
        arms: [locked]
        replications: %d
        """,
        name, cells / 100, replications);
  }

  static Sweep read(String text) {
    return SweepFile.read(
        new SweepSource("bench", text, ScenarioFiles.builtInText("seed"), List.of(), null, null));
  }
}
