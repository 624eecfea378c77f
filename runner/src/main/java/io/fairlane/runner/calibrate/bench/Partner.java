package io.fairlane.runner.calibrate.bench;

import io.fairlane.runner.host.Pinning;
import java.util.concurrent.locks.LockSupport;

/** A pinned thread that sleeps until it is given something to do. */
final class Partner {
  private final Thread thread;
  private volatile Runnable job;
  private volatile boolean stopping;
  private volatile long awakeAt;

  Partner(int cpu) {
    thread =
        new Thread(
            () -> {
              try {
                Pinning.pinCurrentThread(cpu);
                work();
              } catch (Throwable failure) {
                // The other side may be spinning for us: end the fork, JMH reports it.
                System.err.println(failure.getMessage());
                Runtime.getRuntime().halt(1);
              }
            },
            "partner-" + cpu);
    thread.setDaemon(true);
    thread.start();
    await();
  }

  private void work() {
    while (!stopping) {
      Runnable next = job;
      if (next == null) {
        LockSupport.park(this);
      } else {
        next.run();
        job = null;
      }
    }
  }

  void begin(Runnable next) {
    job = next;
    LockSupport.unpark(thread);
  }

  /** True while it is at what it was given. */
  boolean isBusy() {
    return job != null && thread.isAlive();
  }

  /** Spins, giving way: the partner may share our CPU. */
  void await() {
    while (isBusy()) {
      Thread.yield();
    }
  }

  /** Nanoseconds from the unpark to the woken thread's first instruction. */
  double wakeLatency() {
    long t0 = System.nanoTime();
    begin(() -> awakeAt = System.nanoTime());
    await();
    return awakeAt - t0;
  }

  void stop() {
    stopping = true;
    LockSupport.unpark(thread);
  }
}
