package io.fairlane.sim.study;

import io.fairlane.experiment.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A figure that was seen, and the model's runs of it.
 *
 * @param values the model's, ascending
 */
public record RetrodictedCell(SeenCell seen, double[] values) {
  /** Half of the width of a 95 % interval of a mean in standard errors. */
  private static final double Z95 = 1.96;

  /** A seen mean without its spread is compared with this tolerance, as a few runs warrant. */
  private static final double TOLERANCE = 0.05;

  /** How a seen range and the model's runs lie to each other. */
  public enum Verdict {
    /** The model's median lies in the range seen (for a mean: in the model's own interval). */
    INSIDE,
    /** The ranges overlap: p05 to p95 of the model against smallest to largest seen. */
    OVERLAP,
    MODEL_BELOW,
    MODEL_ABOVE
  }

  public double quantile(double share) {
    return values[(int) Math.round(share * (values.length - 1))];
  }

  public double mean() {
    return Arrays.stream(values).average().orElseThrow();
  }

  public Verdict verdict() {
    double low = quantile(0.05);
    double high = quantile(0.95);
    double middle = quantile(0.5);
    if (seen.unit().startsWith("mean")) {
      middle = mean();
      double half = Z95 * sd() * Math.sqrt(1.0 / values.length + 1.0 / seen.runs());
      low = middle - half;
      high = middle + half;
      if (low <= seen.low() && seen.high() <= high) {
        return Verdict.INSIDE;
      }
    }
    double slack = seen.low() == seen.high() ? TOLERANCE * seen.low() : 0;
    if (middle >= seen.low() - slack && middle <= seen.high() + slack) {
      return Verdict.INSIDE;
    }
    if (low <= seen.high() + slack && high >= seen.low() - slack) {
      return Verdict.OVERLAP;
    }
    return middle < seen.low() ? Verdict.MODEL_BELOW : Verdict.MODEL_ABOVE;
  }

  private double sd() {
    double mean = mean();
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return Math.sqrt(squares / (values.length - 1));
  }

  /**
   * Runs every cell.
   *
   * @param runs of the model for each cell
   * @throws InterruptedException if the calling thread is; the work is stopped first
   */
  public static List<RetrodictedCell> run(
      List<SeenCell> cells, int runs, int threads, Progress progress) throws InterruptedException {
    ExecutorService pool =
        Executors.newFixedThreadPool(threads, Thread.ofPlatform().daemon().factory());
    try {
      List<List<Future<Double>>> pending = new ArrayList<>();
      for (SeenCell cell : cells) {
        Retrodiction retrodiction = new Retrodiction(cell);
        List<Future<Double>> futures = new ArrayList<>();
        for (int rep = 0; rep < runs; rep++) {
          int number = rep;
          futures.add(pool.submit(() -> retrodiction.run(number)));
        }
        pending.add(futures);
      }
      List<RetrodictedCell> done = new ArrayList<>();
      for (int i = 0; i < cells.size(); i++) {
        progress.at("retrodicting " + cells.get(i).what(), i, cells.size());
        double[] values = new double[runs];
        for (int rep = 0; rep < runs; rep++) {
          values[rep] = pending.get(i).get(rep).get();
        }
        Arrays.sort(values);
        done.add(new RetrodictedCell(cells.get(i), values));
      }
      return done;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }
}
