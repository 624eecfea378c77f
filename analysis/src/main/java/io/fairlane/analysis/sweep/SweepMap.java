package io.fairlane.analysis.sweep;

import io.fairlane.experiment.Reason;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.sweep.ResultRow;
import io.fairlane.experiment.sweep.Sweep;
import io.fairlane.experiment.sweep.SweepDirectory;
import io.fairlane.experiment.sweep.SweepFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The result of a sweep, cell by cell. Rows are read one at a time; only a cell's ratios are kept.
 *
 * @param cells in the order of their numbers; a part of a sweep has a part of them
 */
public record SweepMap(Sweep sweep, List<SweptCell> cells) {

  /**
   * @throws Refusal (bad input) if the sweep is not finished or its result cannot be understood
   */
  public static SweepMap read(SweepDirectory directory) {
    Sweep sweep = SweepFile.read(directory.manifest().source());
    List<SweptCell> cells = new ArrayList<>();
    each(directory, sweep, cells::add);
    return new SweepMap(sweep, List.copyOf(cells));
  }

  /**
   * The same without keeping anything: a sweep may have more cells than fit into memory.
   *
   * @throws Refusal as {@link #read}
   */
  static void each(SweepDirectory directory, Sweep sweep, Consumer<SweptCell> cells) {
    Path file = directory.result();
    if (!directory.finished()) {
      throw Refusal.badInput(
          "the sweep in "
              + directory.path()
              + " is not finished: go on with 'fairlane sweep --resume "
              + directory.path()
              + "'");
    }
    try (BufferedReader rows = Files.newBufferedReader(file)) {
      if (!ResultRow.header(sweep).equals(rows.readLine())) {
        throw Refusal.badInput(file + ":1: not the columns of this sweep");
      }
      int keys = sweep.keys().size();
      Row first = null;
      Replicates runs = new Replicates();
      int line = 1;
      for (String text = rows.readLine(); text != null; text = rows.readLine()) {
        line++;
        Row row = Row.parse(file + ":" + line, text, keys);
        if (first != null && row.cell() != first.cell()) {
          cells.accept(cell(first, runs));
          runs = new Replicates();
          first = null;
        }
        first = first == null ? row : first;
        runs.add(row);
      }
      if (first != null) {
        cells.accept(cell(first, runs));
      }
    } catch (IOException e) {
      throw Refusal.hostCannot("cannot read " + file + " (" + Reason.of(e) + "): mend that");
    }
  }

  private static SweptCell cell(Row first, Replicates runs) {
    return new SweptCell(first.cell(), first.runtime(), List.copyOf(first.values()), runs.lanes());
  }

  /**
   * The widest interval of a cell's speedups, high / low - 1; infinite where there is none yet, 0
   * where nothing can be compared.
   *
   * @param rows of the cell, in any order
   */
  public static double widest(Sweep sweep, List<String> rows) {
    Replicates runs = new Replicates();
    for (String row : rows) {
      runs.add(Row.parse("items.log", row, sweep.keys().size()));
    }
    return runs.lanes().stream()
        .map(Lane::speedup)
        .filter(speedup -> speedup.present())
        .mapToDouble(s -> s.hasInterval() ? s.high() / s.low() - 1 : Double.POSITIVE_INFINITY)
        .max()
        .orElse(0);
  }
}
