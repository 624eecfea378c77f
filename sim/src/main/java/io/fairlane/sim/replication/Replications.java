package io.fairlane.sim.replication;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Costs;
import io.fairlane.experiment.Progress;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

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
    return run(
        new Batch(scenario, runtime, arms, costs, seed, 0, replications, Model.of(runtime)),
        threads,
        progress);
  }

  /**
   * @param threads how many replications run at once
   * @return arm by arm, replication by replication
   * @throws NoEndException if a replication takes more simulated time than the model allows
   * @throws InterruptedException if the calling thread is interrupted; the work is stopped first
   */
  public static List<Trial> run(Batch batch, int threads, Progress progress)
      throws InterruptedException {
    List<Callable<Trial>> work = new ArrayList<>();
    for (Arm arm : batch.arms()) {
      for (int rep = batch.from(); rep < batch.to(); rep++) {
        int number = rep;
        work.add(() -> one(batch, arm, number, batch.model()));
      }
    }
    return InParallel.all(work, threads, "predicting " + batch.runtime().label(), progress);
  }

  static Trial one(Batch batch, Arm arm, int rep, Model model) {
    return Replication.run(batch.with(model), arm, rep);
  }
}
