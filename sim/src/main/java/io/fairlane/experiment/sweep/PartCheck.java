package io.fairlane.experiment.sweep;

import io.fairlane.experiment.Reason;
import io.fairlane.experiment.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a part's {@code result.csv} holds its cells, all of them, in order, and nothing else. */
final class PartCheck {
  private static final String REMEDY = "; delete the file and run that part again";

  private PartCheck() {}

  /**
   * @throws Refusal (bad input) naming file, line and remedy; (host cannot) if it cannot be read
   */
  static void require(Path file, Sweep sweep, Shard shard) {
    try (BufferedReader rows = Files.newBufferedReader(file)) {
      if (!ResultRow.header(sweep).equals(rows.readLine())) {
        throw Refusal.badInput(file + ":1: not the columns of this sweep" + REMEDY);
      }
      int line = 1;
      int cells = 0;
      int last = -1;
      for (String row = rows.readLine(); row != null; row = rows.readLine()) {
        line++;
        int cell = cell(file, row);
        if (cell < last || cell >= sweep.cells() || !shard.holds(cell)) {
          throw Refusal.badInput(
              file + ":" + line + ": no place for cell " + cell + " in part " + shard + REMEDY);
        }
        cells += cell == last ? 0 : 1;
        last = cell;
      }
      if (cells != shard.cells(sweep.cells())) {
        throw Refusal.badInput(
            String.format(
                "%s: %,d of the %,d cells of part %s%s",
                file, cells, shard.cells(sweep.cells()), shard, REMEDY));
      }
    } catch (IOException e) {
      throw Refusal.hostCannot("cannot read " + file + " (" + Reason.of(e) + "): mend that");
    }
  }

  /** The number that a row begins with. */
  static int cell(Path file, String row) {
    try {
      return Integer.parseInt(row.substring(0, Math.max(0, row.indexOf(','))));
    } catch (NumberFormatException e) {
      throw Refusal.badInput(file + ": not a result: '" + row + "'" + REMEDY);
    }
  }
}
