package io.fairlane.runner.pool;

/** Counts, yields, for ever: the crowd. */
public final class BackgroundTask extends ComputingTask {
  private final WorkDraws work;
  private final Clock clock;
  private int turns;

  /**
   * @param first iterations of the first turn
   */
  BackgroundTask(WorkDraws work, long first, Clock clock) {
    super(Role.BACKGROUND);
    this.work = work;
    this.clock = clock;
    this.left = first;
  }

  @Override
  protected Outcome run(P p) {
    if (!compute(p)) {
      return Outcome.PREEMPTED;
    }
    left = work.next(p);
    p.counters().add(Counters.Kind.BACKGROUND_TURNS);
    if (clock.isRunning()) {
      turns++;
    }
    return Outcome.YIELDED;
  }

  /** Turns completed while the consumer's clock ran. */
  int turns() {
    return turns;
  }
}
