package io.fairlane.analysis.compare;

import io.fairlane.analysis.stats.RatioEstimate;
import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Each arm against itself (A/A): trials of even blocks over those of the odd block that followed.
 * The truth is 1; what comes out instead is what host and rig do. A speedup nearer to 1 than the
 * half-width cannot be told from none with as many blocks.
 *
 * @param ratio time of one block over that of the next
 */
public record NoiseFloor(Runtime runtime, Arm arm, RatioEstimate ratio) {
  private static final String ROW = "%-10s %-10s %7s  %-18s %10s  %6s%n";

  /** For every arm of every runtime that has two measured trials or more. */
  public static List<NoiseFloor> of(List<Trial> trials) {
    List<NoiseFloor> floors = new ArrayList<>();
    for (Runtime runtime : Runtime.values()) {
      for (Arm arm : Arm.values()) {
        List<Trial> its =
            Comparison.select(trials, Trial.Kind.MEASURED, runtime, arm).stream()
                .filter(t -> t.messages() > 0)
                .toList();
        RatioEstimate ratio =
            new TrialRatio(half(its, 0), half(its, 1), Trial::nanosPerMessage).estimate();
        if (ratio.present()) {
          floors.add(new NoiseFloor(runtime, arm, ratio));
        }
      }
    }
    return floors;
  }

  /** Blocks of one parity, numbered so that neighbours have the same number. */
  private static List<Trial> half(List<Trial> trials, int parity) {
    return trials.stream()
        .filter(t -> t.rep() % 2 == parity)
        .map(t -> t.numbered(t.rep() / 2))
        .toList();
  }

  /** Largest deviation from 1 that these blocks do not exclude; NaN without an interval. */
  public double halfWidth() {
    return Math.max(ratio.high(), 1 / ratio.low()) - 1;
  }

  /** As a table. */
  public static String text(List<NoiseFloor> floors) {
    StringBuilder out =
        new StringBuilder(row("runtime", "arm", "A/A", "95 % interval", "differs by", "pairs"));
    for (NoiseFloor floor : floors) {
      out.append(
          row(
              floor.runtime.label(),
              floor.arm.label(),
              String.format(Locale.ROOT, "%.3f", floor.ratio.ratio()),
              Double.isNaN(floor.ratio.low())
                  ? Figures.NONE
                  : String.format(
                      Locale.ROOT, "[%.3f, %.3f]", floor.ratio.low(), floor.ratio.high()),
              Double.isNaN(floor.halfWidth())
                  ? Figures.NONE
                  : String.format(Locale.ROOT, "< %.1f %%", 100 * floor.halfWidth()),
              Integer.toString(floor.ratio.n())));
    }
    return out
        + "A/A: time of a block over that of the next, the same arm; the truth is 1\n"
        + "differs by: a speedup nearer to 1 cannot be told from none by as many pairs\n";
  }

  private static String row(Object... cells) {
    return String.format(Locale.ROOT, ROW, cells).replaceFirst(" +\n$", "\n");
  }
}
