package io.fairlane.sim.sweep;

import io.fairlane.experiment.sweep.Sweep;
import io.fairlane.experiment.sweep.SweepDirectory;
import java.util.PrimitiveIterator;

/** Runs items somewhere. What comes out does not depend on where, in which order or how often. */
public interface SweepEngine extends AutoCloseable {
  /** Takes finished items, in any order and from any thread. */
  interface Sink {
    /** An item that was taken before is ignored. */
    void take(int item, String rows);

    /** To be called several times a second meanwhile. */
    void tick();
  }

  /**
   * Runs all of the items and returns when each has been taken by the sink.
   *
   * @param items fetched one after the other as they are needed
   * @throws InterruptedException if the calling thread is interrupted; nothing is taken afterwards
   */
  void run(Work work, PrimitiveIterator.OfInt items, Sink sink) throws InterruptedException;

  /** Called when the result is written: an engine may add it in a format of its own. */
  default void keep(SweepDirectory directory, Sweep sweep) {}

  @Override
  default void close() {}
}
