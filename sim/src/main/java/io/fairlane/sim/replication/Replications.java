package io.fairlane.sim.replication;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Costs;
import io.fairlane.experiment.Progress;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Predicts: runs every arm {@code replications} times. The rows are the same, in the same order, on
 * any number of threads.
 */
public final class Replications {
  private Replications() {}

  /**
   * @param threads how many replications run at once
   * @return arm by arm, replication by replication
   * @throws InterruptedException if the calling thread is interrupted; the work is stopped first
   */
  public static List<Trial> run(
      Scenario scenario,
      Runtime runtime,
      List<Arm> arms,
      Costs costs,
      long seed,
      int replications,
      int threads,
      Progress progress)
      throws InterruptedException {
    int total = arms.size() * replications;
    AtomicInteger done = new AtomicInteger();
    String what = "predicting " + runtime.label();
    progress.at(what, 0, total);
    List<Future<Trial>> pending = new ArrayList<>();
    ExecutorService pool =
        Executors.newFixedThreadPool(
            threads,
            work -> {
              Thread thread = new Thread(work, "replication");
              thread.setDaemon(true);
              return thread;
            });
    try {
      for (Arm arm : arms) {
        for (int rep = 0; rep < replications; rep++) {
          int number = rep;
          pending.add(
              pool.submit(
                  () -> {
                    Trial trial = Replication.run(scenario, runtime, arm, costs, seed, number);
                    progress.at(what, done.incrementAndGet(), total);
                    return trial;
                  }));
        }
      }
      List<Trial> trials = new ArrayList<>(total);
      for (Future<Trial> trial : pending) {
        trials.add(trial.get());
      }
      return trials;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }
}
