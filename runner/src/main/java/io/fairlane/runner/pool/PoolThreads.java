package io.fairlane.runner.pool;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** The threads of a pool: started together, stopped together, told of when one dies. */
final class PoolThreads {
  private final List<Thread> threads = Collections.synchronizedList(new ArrayList<>());

  /**
   * @param onFailure told what the thread dies of, on that thread
   */
  void launch(String name, Runnable body, Consumer<Throwable> onFailure) {
    Thread thread =
        new Thread(
            () -> {
              try {
                body.run();
              } catch (Throwable failure) {
                onFailure.accept(failure);
              }
            },
            name);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  /** Wakes those that sleep, so that they look whether they are to stop. */
  void unpark() {
    threads.forEach(LockSupport::unpark);
  }

  /**
   * Waits until all have ended.
   *
   * @return false if some have not after that time
   */
  boolean join(long timeoutMillis) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          return false;
        }
        LockSupport.unpark(thread);
        thread.join(Math.min(left, 10));
      }
    }
    return true;
  }
}
