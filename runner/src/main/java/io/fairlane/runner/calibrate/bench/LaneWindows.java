package io.fairlane.runner.calibrate.bench;

import io.fairlane.runner.pool.LanePrimitives;

/**
 * What a send and a receive cost while the other side works on the channel from another CPU, in the
 * origin's shape: 100,000 slots, and messages as many as 20 producers have. A smaller block of
 * messages or a larger channel lies in other caches and costs something else. Short windows, so
 * that one in which a thread lost its CPU is one of many.
 */
final class LaneWindows {
  private static final int CAPACITY = 100_000;
  private static final int PRODUCERS = 20;
  private static final int WINDOWS = 15;
  private static final long WINDOW_NANOS = 2_000_000;
  private static final int POLLS = 1_024;

  /** Share of the slots at which a window ends: nearly full or nearly empty. */
  private static final int NEAR = 8;

  private static final long PATIENCE_NANOS = 50_000_000;

  private final Partner sender;
  private final LanePrimitives lane = new LanePrimitives(CAPACITY, PRODUCERS);
  private volatile double sent;

  LaneWindows(Partner sender) {
    this.sender = sender;
  }

  /** The lane polls an empty channel and takes each message as it comes: ns per send. */
  double send() {
    Batches sends = new Batches();
    for (int i = 0; i < WINDOWS; i++) {
      empty();
      begin();
      for (long end = System.nanoTime() + WINDOW_NANOS; System.nanoTime() < end; ) {
        polls();
      }
      end();
      if (sent > 0) {
        sends.add(sent);
      }
    }
    return sends.median();
  }

  /**
   * From a half-full channel until it is nearly full or empty, both sides at it: ns per receive.
   */
  double receive() {
    Batches receives = new Batches();
    for (int i = 0; i < WINDOWS; i++) {
      empty();
      begin();
      long patience = System.nanoTime() + PATIENCE_NANOS;
      while (lane.size() < CAPACITY / 2 && System.nanoTime() < patience) {
        Thread.onSpinWait();
      }
      long t0 = System.nanoTime();
      long received = 0;
      long now = t0;
      while (now < t0 + WINDOW_NANOS
          && lane.size() > CAPACITY / NEAR
          && lane.size() < CAPACITY - CAPACITY / NEAR) {
        received += polls();
        now = System.nanoTime();
      }
      if (received > 0) {
        receives.add((now - t0) / (double) received);
      }
      end();
    }
    return receives.median();
  }

  private void begin() {
    sender.begin(
        () -> {
          long t0 = System.nanoTime();
          long messages = lane.slice();
          sent = messages == 0 ? 0 : (System.nanoTime() - t0) / (double) messages;
        });
  }

  private void end() {
    while (sender.isBusy()) {
      lane.askToLeave();
      polls();
    }
  }

  /** Received of so many polls. */
  private int polls() {
    int received = 0;
    for (int i = 0; i < POLLS; i++) {
      if (lane.poll()) {
        received++;
      } else {
        Thread.onSpinWait();
      }
    }
    return received;
  }

  private void empty() {
    while (lane.poll()) {
      // what a window left
    }
  }
}
