package io.fairlane.sim.replication;

import io.fairlane.experiment.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Independent pieces of work on some threads; their results in the order of the pieces. */
final class InParallel {
  private InParallel() {}

  /**
   * @throws InterruptedException if the calling thread is interrupted; the work is stopped first
   */
  static <T> List<T> all(List<Callable<T>> work, int threads, String what, Progress progress)
      throws InterruptedException {
    AtomicInteger done = new AtomicInteger();
    progress.at(what, 0, work.size());
    List<Future<T>> pending = new ArrayList<>(work.size());
    ExecutorService pool =
        Executors.newFixedThreadPool(
            threads,
            runnable -> {
              Thread thread = new Thread(runnable, "replication");
              thread.setDaemon(true);
              return thread;
            });
    try {
      for (Callable<T> piece : work) {
        pending.add(
            pool.submit(
                () -> {
                  T result = piece.call();
                  progress.at(what, done.incrementAndGet(), work.size());
                  return result;
                }));
      }
      List<T> results = new ArrayList<>(work.size());
      for (Future<T> result : pending) {
        results.add(result.get());
      }
      return results;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof NoEndException noEnd) {
        throw noEnd;
      }
      throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }
}
