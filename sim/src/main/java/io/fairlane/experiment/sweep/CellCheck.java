package io.fairlane.experiment.sweep;

import io.fairlane.experiment.Progress;
import io.fairlane.experiment.Refusal;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the values of each cell go together, found out before anything is run. A value is right
 * or wrong by itself as soon as the file is read; some are meaningless beside others, so every
 * combination is tried: some microseconds each, where running it takes milliseconds.
 */
public final class CellCheck {
  /** Tried whenever a sweep is read: an instant's work. */
  private static final int FIRST = 20_000;

  /** Between two looks at the thread's interrupt. */
  private static final int PIECE = 1 << 14;

  private CellCheck() {}

  /**
   * The first cells, of all parts.
   *
   * @param file for the error line
   * @throws Refusal (bad input) naming the cell and its values
   */
  static void first(Sweep sweep, String file) {
    for (int cell = 0; cell < Math.min(sweep.cells(), FIRST); cell++) {
      check(sweep, file, cell);
    }
  }

  /**
   * The others, as far as the part holds them.
   *
   * @throws Refusal (bad input) naming the cell and its values
   */
  public static void others(Sweep sweep, String file, Shard shard, Progress progress)
      throws InterruptedException {
    int cells = sweep.cells();
    for (int cell = FIRST; cell < cells; cell++) {
      if (cell % PIECE == 0) {
        progress.at("checking the cells", cell, cells);
        if (Thread.interrupted()) {
          throw new InterruptedException("stopped; nothing was begun");
        }
      }
      if (shard.holds(cell)) {
        check(sweep, file, cell);
      }
    }
  }

  private static void check(Sweep sweep, String file, int cell) {
    try {
      sweep.cell(cell);
    } catch (Refusal refusal) {
      String says = refusal.getMessage();
      String itself = Sweep.where(cell) + ": ";
      throw Refusal.badInput(
          file
              + ": "
              + Sweep.where(cell)
              + values(sweep, cell)
              + ": "
              + (says.startsWith(itself) ? says.substring(itself.length()) : says));
    }
  }

  private static String values(Sweep sweep, int cell) {
    List<String> keys = sweep.keys();
    List<String> values = sweep.values(cell);
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      pairs.add(keys.get(i) + " " + values.get(i));
    }
    return pairs.isEmpty() ? "" : " (" + String.join(", ", pairs) + ")";
  }
}
