package io.fairlane.sim.study;

import io.fairlane.experiment.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs the processes behind a list of cells, each once for all of its cells. */
public final class Study {
  private Study() {}

  /**
   * @param runs of the model for each process
   * @return the cells in their order; the same on any number of threads
   * @throws InterruptedException if the calling thread is; the work is stopped first
   */
  public static List<RetrodictedCell> run(
      List<SeenCell> cells, int runs, int threads, Progress progress) throws InterruptedException {
    ExecutorService pool =
        Executors.newFixedThreadPool(threads, Thread.ofPlatform().daemon().factory());
    try {
      Map<StudiedProcess, List<Future<Figures>>> pending = new LinkedHashMap<>();
      for (SeenCell cell : cells) {
        pending.computeIfAbsent(
            cell.process(),
            process -> {
              List<Future<Figures>> futures = new ArrayList<>();
              for (int rep = 0; rep < runs; rep++) {
                int number = rep;
                futures.add(pool.submit(() -> Retrodiction.run(process, number)));
              }
              return futures;
            });
      }
      List<RetrodictedCell> done = new ArrayList<>();
      for (SeenCell cell : cells) {
        progress.at("retrodicting " + cell.what(), done.size(), cells.size());
        double[] values = new double[runs];
        for (int rep = 0; rep < runs; rep++) {
          values[rep] = cell.unit().of(pending.get(cell.process()).get(rep).get());
        }
        Arrays.sort(values);
        done.add(new RetrodictedCell(cell, values));
      }
      return done;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }
}
