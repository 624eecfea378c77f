package io.fairlane.sim.sweep;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.concurrent.atomic.AtomicReference;

/** Threads of this process. Each fetches its next item when it is done with one. */
public final class ThreadEngine implements SweepEngine {
  private static final int TICK_MILLIS = 100;

  private final int threads;

  /**
   * @param threads at least 1
   */
  public ThreadEngine(int threads) {
    this.threads = threads;
  }

  @Override
  public void run(Work work, PrimitiveIterator.OfInt items, Sink sink) throws InterruptedException {
    Run run = new Run(work, items, sink);
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      workers.add(Thread.ofPlatform().daemon().name("sweep-" + i).start(run));
    }
    try {
      for (Thread worker : workers) {
        while (run.failure.get() == null && !worker.join(Duration.ofMillis(TICK_MILLIS))) {
          sink.tick();
        }
      }
    } finally {
      run.stop();
    }
    Throwable failure = run.failure.get();
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
    if (failure instanceof Error error) {
      throw error;
    }
  }

  private static final class Run implements Runnable {
    private static final int NONE = -1;

    private final Work work;
    private final PrimitiveIterator.OfInt items;
    private final Sink sink;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private boolean stopped;

    Run(Work work, PrimitiveIterator.OfInt items, Sink sink) {
      this.work = work;
      this.items = items;
      this.sink = sink;
    }

    @Override
    public void run() {
      try {
        for (int item = next(); item != NONE; item = next()) {
          give(item, work.run(item));
        }
      } catch (Throwable thrown) {
        failure.compareAndSet(null, thrown);
        stop();
      }
    }

    private synchronized int next() {
      return stopped || !items.hasNext() ? NONE : items.nextInt();
    }

    /** Under the lock: after {@link #stop} nothing is given. */
    private synchronized void give(int item, String rows) {
      if (!stopped) {
        sink.take(item, rows);
      }
    }

    synchronized void stop() {
      stopped = true;
    }
  }
}
