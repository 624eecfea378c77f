package io.fairlane.runner.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What was done on one P so far. Written by who has the P, readable by all; the array is wider than
 * needed so that no two Ps share a cache line.
 */
final class Counters {
  enum Kind {
    BACKGROUND_TURNS,
    PREEMPTED_MAIN,
    PREEMPTED_BACKGROUND,
    PREEMPTED_PRODUCER,
    PREEMPTED_CONSUMER,
    STEALS,
    GLOBAL_GETS,
    HANDOFFS
  }

  private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);

  /** 16 longs = two cache lines (adjacent-line prefetch) before and after the counters. */
  private static final int PAD = 16;

  private final long[] counts = new long[PAD + Kind.values().length + PAD];

  void add(Kind kind) {
    int i = PAD + kind.ordinal();
    // Opaque: whole longs, no ordering. A reader on another CPU is some nanoseconds behind.
    LONGS.setOpaque(counts, i, counts[i] + 1);
  }

  void addPreemption(Task.Role role) {
    add(
        switch (role) {
          case MAIN -> Kind.PREEMPTED_MAIN;
          case BACKGROUND -> Kind.PREEMPTED_BACKGROUND;
          case PRODUCER -> Kind.PREEMPTED_PRODUCER;
          case CONSUMER -> Kind.PREEMPTED_CONSUMER;
        });
  }

  long get(Kind kind) {
    return (long) LONGS.getOpaque(counts, PAD + kind.ordinal());
  }
}
