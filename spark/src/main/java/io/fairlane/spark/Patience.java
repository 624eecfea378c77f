package io.fairlane.spark;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Says, once, that nobody works. Spark waits for executors without end, and tells of it in a log
 * that is not shown.
 */
final class Patience {
  /** A cluster with room starts an executor in a few seconds. */
  static final Duration LASTS = Duration.ofSeconds(30);

  private final Consumer<String> remarks;
  private final LongSupplier nanoTime;

  private boolean waiting;

  /** Nobody has worked since then, if waiting. */
  private long since;

  private boolean over;

  /**
   * @param remarks lines for the user
   */
  Patience(Consumer<String> remarks, LongSupplier nanoTime) {
    this.remarks = remarks;
    this.nanoTime = nanoTime;
  }

  /**
   * To be asked again and again.
   *
   * @param works true if there is an executor; what happens to it later is Spark's affair
   * @param memory of an executor, as Spark writes it
   */
  void look(boolean works, Supplier<String> memory) {
    if (over || works) {
      over = true;
    } else if (!waiting) {
      waiting = true;
      since = nanoTime.getAsLong();
    } else if (nanoTime.getAsLong() - since > LASTS.toNanos()) {
      over = true;
      remarks.accept(
          "no executor yet: the cluster has no worker with a free core and "
              + memory.get()
              + " free (-Dspark.executor.memory); waiting, Ctrl-C ends it");
    }
  }
}
