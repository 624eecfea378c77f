package io.fairlane.runner.calibrate.bench;

import java.util.concurrent.atomic.AtomicInteger;

/** Lets two spinning threads start at the same time, and one tell the other to end. */
final class Gate {
  private final AtomicInteger arrived = new AtomicInteger();
  private volatile boolean over;

  void pass() {
    arrived.incrementAndGet();
    while (arrived.get() < 2) {
      Thread.onSpinWait();
    }
  }

  void end() {
    over = true;
  }

  boolean isOver() {
    return over;
  }

  /** A word that two threads write by turns. */
  static final class Word {
    private volatile int value;

    void awaitAndSet(int expected, int next) {
      while (value != expected) {
        Thread.onSpinWait();
      }
      value = next;
    }
  }
}
