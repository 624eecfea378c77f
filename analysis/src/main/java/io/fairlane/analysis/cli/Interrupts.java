package io.fairlane.analysis.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C (SIGINT, SIGTERM): interrupts the working thread and gives it time to stop its children
 * and to say what is kept. The JVM then ends with the signal's own exit code, 130 or 143.
 */
final class Interrupts {
  /** A trial's child needs less; a user's patience ends about here. */
  private static final long PATIENCE_SECONDS = 15;

  private static final int GRACE_MILLIS = 300;

  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread worker;
  private final Thread hook = new Thread(this::interrupt, "interrupts");
  private volatile boolean requested;

  private Interrupts(Thread worker) {
    this.worker = worker;
  }

  static Interrupts reach(Thread worker) {
    Interrupts interrupts = new Interrupts(worker);
    java.lang.Runtime.getRuntime().addShutdownHook(interrupts.hook);
    return interrupts;
  }

  /**
   * True if the process has been told to end. Asked by one whose child has just failed: a
   * terminal's Ctrl-C reaches the children too, and their end may be seen before our own signal.
   */
  boolean arriving() {
    for (int waited = 0; !requested && waited < GRACE_MILLIS; waited += 10) {
      try {
        Thread.sleep(10);
      } catch (InterruptedException now) {
        return true;
      }
    }
    return requested;
  }

  private void interrupt() {
    if (finished.getCount() == 0) {
      return;
    }
    requested = true;
    worker.interrupt();
    try {
      if (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        java.lang.Runtime.getRuntime().halt(Failures.INTERRUPTED);
      }
    } catch (InterruptedException endsAnyway) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Called when the work is over.
   *
   * @return false if the process is ending already, with the signal's exit code
   */
  boolean finish() {
    finished.countDown();
    return !requested;
  }
}
