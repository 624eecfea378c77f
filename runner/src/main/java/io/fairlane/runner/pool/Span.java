package io.fairlane.runner.pool;

import io.fairlane.experiment.Trial;
import io.fairlane.runner.pool.Counters.Kind;

/** What the pool did between two instants, those of the consumer's clock. */
final class Span {
  private final Pool pool;
  private long[] atBegin;
  private long[] atEnd;

  Span(Pool pool) {
    this.pool = pool;
  }

  void begin() {
    atBegin = counts();
  }

  void end() {
    atEnd = counts();
  }

  private long[] counts() {
    long[] counts = new long[Kind.values().length];
    for (Kind kind : Kind.values()) {
      counts[kind.ordinal()] = pool.count(kind);
    }
    return counts;
  }

  private long of(Kind kind) {
    return atEnd[kind.ordinal()] - atBegin[kind.ordinal()];
  }

  /**
   * @param consumerIsTask false: it is never preempted by the pool
   */
  Trial.Counters counters(boolean consumerIsTask) {
    return new Trial.Counters(
        of(Kind.BACKGROUND_TURNS),
        consumerIsTask ? of(Kind.PREEMPTED_CONSUMER) : null,
        of(Kind.PREEMPTED_PRODUCER),
        of(Kind.HANDOFFS),
        of(Kind.STEALS),
        of(Kind.GLOBAL_GETS));
  }
}
