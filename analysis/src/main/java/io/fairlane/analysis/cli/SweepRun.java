package io.fairlane.analysis.cli;

import io.fairlane.analysis.sweep.SweepMap;
import io.fairlane.experiment.Progress;
import io.fairlane.experiment.sweep.ItemLog;
import io.fairlane.experiment.sweep.Results;
import io.fairlane.experiment.sweep.Shard;
import io.fairlane.experiment.sweep.Sweep;
import io.fairlane.experiment.sweep.SweepDirectory;
import io.fairlane.sim.sweep.SweepEngine;
import io.fairlane.sim.sweep.Work;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;

/**
 * A sweep being filled by an engine. What the log has is not run again. With a width it goes in
 * rounds: whether a cell is narrow enough depends on its own replications alone, so every engine
 * stops after the same one.
 */
final class SweepRun {
  private final Shell shell;
  private final SweepDirectory directory;
  private final Work work;
  private final Sweep sweep;
  private final Shard shard;
  private final ItemLog log;

  /** Cells that need no more replications. */
  private final BitSet narrow = new BitSet();

  private SweepRun(Shell shell, SweepDirectory directory, Work work, ItemLog log) {
    this.shell = shell;
    this.directory = directory;
    this.work = work;
    this.sweep = work.sweep();
    this.shard = directory.manifest().shard();
    this.log = log;
  }

  /**
   * Runs what is missing and writes the result. The log is opened first and the engine started
   * then: who cannot write it need not wait for a cluster.
   *
   * @throws InterruptedException if the process is told to end; says what is kept
   */
  static void fill(Shell shell, SweepDirectory directory, Work work, Engines.Chosen chosen)
      throws InterruptedException {
    try (ItemLog log = ItemLog.open(directory.log(), work.sweep().items());
        SweepEngine engine = chosen.start()) {
      new SweepRun(shell, directory, work, log).fill(engine);
      engine.keep(directory, work.sweep());
    }
  }

  private void fill(SweepEngine engine) throws InterruptedException {
    if (log.finished() > 0) {
      shell.console().remark(log.finished() + " replications are there already");
    }
    boolean rounds = sweep.untilWidth() > 0;
    int step = rounds ? Predictions.STEP : sweep.replications();
    try {
      for (int from = 0; from < sweep.replications(); from += step) {
        int to = Math.min(sweep.replications(), from + step);
        round(engine, from, to);
        if (rounds) {
          closeNarrow(to);
        }
      }
    } catch (InterruptedException stopped) {
      log.sync();
      throw new InterruptedException(
          "stopped; "
              + log.finished()
              + " finished replications are in "
              + directory.log()
              + "\n  go on:       "
              + System.getProperty("fairlane.name", "fairlane")
              + " sweep --resume "
              + directory.path());
    }
    log.sync();
    shell.console().progress().clear();
    Results.write(directory, sweep, log);
  }

  private void round(SweepEngine engine, int from, int to) throws InterruptedException {
    long missing = 0;
    Missing count = new Missing(from, to);
    while (count.hasNext()) {
      count.nextInt();
      missing++;
    }
    if (missing > 0) {
      int before = log.finished();
      String what = "sweeping " + directory.path().getFileName();
      engine.run(work, new Missing(from, to), new Counted(what, before, missing));
    }
  }

  private void closeNarrow(int reps) {
    for (int cell = 0; cell < sweep.cells(); cell++) {
      if (!shard.holds(cell) || narrow.get(cell)) {
        continue;
      }
      List<String> rows = new ArrayList<>();
      for (int rep = 0; rep < reps; rep++) {
        rows.addAll(List.of(log.rows(sweep.item(cell, rep))));
      }
      if (SweepMap.widest(sweep, rows) <= sweep.untilWidth()) {
        narrow.set(cell);
      }
    }
  }

  private final class Counted implements SweepEngine.Sink {
    private final String what;
    private final int before;
    private final long missing;
    private final Progress progress = shell.console().progress();

    Counted(String what, int before, long missing) {
      this.what = what;
      this.before = before;
      this.missing = missing;
    }

    @Override
    public void take(int item, String rows) {
      log.append(item, rows);
    }

    @Override
    public void tick() {
      log.flushIfDue();
      progress.at(what, log.finished() - before, missing);
    }
  }

  /** Replications that are asked for and not finished, cell by cell. */
  private final class Missing implements PrimitiveIterator.OfInt {
    private final int from;
    private final int to;
    private int cell;
    private int rep;
    private int next;

    Missing(int from, int to) {
      this.from = from;
      this.to = to;
      this.rep = from;
      seek();
    }

    private void seek() {
      for (; cell < sweep.cells(); cell++, rep = from) {
        if (!shard.holds(cell) || narrow.get(cell)) {
          continue;
        }
        for (; rep < to; rep++) {
          next = sweep.item(cell, rep);
          if (!log.has(next)) {
            rep++;
            return;
          }
        }
      }
      next = -1;
    }

    @Override
    public boolean hasNext() {
      return next >= 0;
    }

    @Override
    public int nextInt() {
      if (next < 0) {
        throw new NoSuchElementException();
      }
      int item = next;
      seek();
      return item;
    }
  }
}
