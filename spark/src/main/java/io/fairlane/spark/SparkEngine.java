package io.fairlane.spark;

import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.sweep.Sweep;
import io.fairlane.experiment.sweep.SweepDirectory;
import io.fairlane.sim.sweep.SweepEngine;
import io.fairlane.sim.sweep.Work;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.collection.Iterator;
import scala.reflect.ClassTag;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * Items on Spark's executors. An executor gets the work once and item numbers per task; each task's
 * rows come to the driver when it ends, and into the same log as from any engine. A task that is
 * lost is run again; that of two ends of the same task only the first counts is Spark's promise and
 * the log's too.
 */
final class SparkEngine implements SweepEngine {
  /** Items of one job: 4 bytes each with the driver; the end of a job leaves cores idle once. */
  private static final int JOB = 1 << 18;

  /** Tasks for each core, so that the last ones are short. */
  private static final int TASKS_PER_CORE = 32;

  /** Most items of a task: what an executor's end costs, and what the driver gets at once. */
  private static final int TASK = 256;

  private static final int TICK_MILLIS = 200;

  private final SparkContext context;
  private final Patience patience;

  SparkEngine(SparkContext context, Patience patience) {
    this.context = context;
    this.patience = patience;
  }

  @Override
  public void run(Work work, PrimitiveIterator.OfInt items, Sink sink) throws InterruptedException {
    JavaSparkContext java = JavaSparkContext.fromSparkContext(context);
    Broadcast<Work> shared;
    try {
      shared = java.broadcast(work);
    } catch (IllegalStateException stopped) {
      throw failure(stopped); // the master took the application and gave it up at once
    }
    try {
      while (items.hasNext()) {
        List<Integer> job = new ArrayList<>();
        while (items.hasNext() && job.size() < JOB) {
          job.add(items.nextInt());
        }
        int wanted = Math.max(java.defaultParallelism() * TASKS_PER_CORE, job.size() / TASK);
        await(java.parallelize(job, Math.min(wanted, job.size())), shared, sink);
      }
    } finally {
      if (!context.isStopped()) {
        shared.destroy();
      }
    }
  }

  /** The job runs on a thread of its own, so that this one can keep the log and be interrupted. */
  private void await(JavaRDD<Integer> items, Broadcast<Work> shared, Sink sink)
      throws InterruptedException {
    Taken taken = new Taken(sink);
    CompletableFuture<Void> job =
        CompletableFuture.runAsync(
            () ->
                context.runJob(
                    items.rdd(), new Task(shared), taken, ClassTag.apply(String[].class)));
    while (true) {
      try {
        job.get(TICK_MILLIS, TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException goesOn) {
        sink.tick();
        // the driver is one of them
        patience.look(
            context.getExecutorMemoryStatus().size() > 1,
            () -> context.getConf().get("spark.executor.memory", "1g"));
      } catch (InterruptedException stopped) {
        taken.stop();
        context.cancelAllJobs();
        throw stopped;
      } catch (ExecutionException failed) {
        throw taken.refused == null ? failure(failed.getCause()) : taken.refused;
      }
    }
  }

  private RuntimeException failure(Throwable thrown) {
    if (thrown instanceof SparkException || context.isStopped()) {
      return Refusal.hostCannot(
          "Spark gave up: "
              + String.valueOf(thrown.getMessage()).lines().findFirst().orElse("")
              + "; finished items are kept, repeat the command to go on");
    }
    return thrown instanceof RuntimeException exception
        ? exception
        : new IllegalStateException(thrown);
  }

  /** Runs in an executor. */
  private static final class Task extends AbstractFunction1<Iterator<Integer>, String[]>
      implements Serializable {
    private static final long serialVersionUID = 1L;
    private final Broadcast<Work> work;

    Task(Broadcast<Work> work) {
      this.work = work;
    }

    @Override
    public String[] apply(Iterator<Integer> items) {
      List<String> lines = new ArrayList<>();
      while (items.hasNext()) {
        TaskContext task = TaskContext.get();
        if (task != null) {
          task.killTaskIfInterrupted();
        }
        int item = items.next();
        lines.add(item + "\t" + work.value().run(item));
      }
      return lines.toArray(String[]::new);
    }
  }

  /** Runs in the driver, once for each task that ended. */
  private static final class Taken extends AbstractFunction2<Object, String[], BoxedUnit> {
    private final Sink sink;
    private boolean stopped;

    /**
     * What the log could not take, a full disk for example: the reason, not Spark's word for it.
     */
    private volatile RuntimeException refused;

    Taken(Sink sink) {
      this.sink = sink;
    }

    /** A task that ends while jobs are being cancelled comes too late. */
    synchronized void stop() {
      stopped = true;
    }

    @Override
    public synchronized BoxedUnit apply(Object partition, String[] lines) {
      try {
        for (String line : stopped ? new String[0] : lines) {
          int tab = line.indexOf('\t');
          sink.take(Integer.parseInt(line.substring(0, tab)), line.substring(tab + 1));
        }
      } catch (RuntimeException failure) {
        refused = failure;
        throw failure;
      }
      return BoxedUnit.UNIT;
    }
  }

  @Override
  public void keep(SweepDirectory directory, Sweep sweep) {
    ParquetResult.write(directory, sweep);
  }

  @Override
  public void close() {
    context.stop();
  }
}
