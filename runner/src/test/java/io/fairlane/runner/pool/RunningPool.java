package io.fairlane.runner.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A pool whose threads run, on whatever CPUs there are; it stops when one of them fails. */
final class RunningPool {
  private static final int SECONDS = 60;
  private static final long MILLIS_TO_STOP = 10_000;

  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final Pool pool;

  RunningPool(int ps, int lockers) {
    pool = new Pool(ps, lockers);
    pool.start(
        id -> {},
        problem -> {
          failure.compareAndSet(null, problem);
          pool.stop();
        });
  }

  Pool pool() {
    return pool;
  }

  static void await(CountDownLatch latch) throws InterruptedException {
    assertThat(latch.await(SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  /** Fails if a thread has failed. */
  void stop() throws InterruptedException {
    pool.stop();
    assertThat(pool.join(MILLIS_TO_STOP)).isTrue();
    assertThat(failure.get()).isNull();
  }
}
