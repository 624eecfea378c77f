package io.fairlane.runner.pool;

/** Counts, yields, for ever: the crowd. */
public final class BackgroundTask extends ComputingTask {
  private final WorkDraws work;
  private final Clock clock;

  /** Null: its waits are not looked at. */
  private final Laps.Lap lap;

  private int turns;

  /**
   * @param first iterations of the first turn
   */
  BackgroundTask(WorkDraws work, long first, Clock clock) {
    this(work, first, clock, null);
  }

  BackgroundTask(WorkDraws work, long first, Clock clock, Laps.Lap lap) {
    super(Role.BACKGROUND);
    this.work = work;
    this.clock = clock;
    this.lap = lap;
    this.left = first;
  }

  @Override
  protected Outcome run(P p) {
    if (lap != null) {
      lap.turnBegins();
    }
    if (!compute(p)) {
      return Outcome.PREEMPTED;
    }
    left = work.next(p);
    p.counters().add(Counters.Kind.BACKGROUND_TURNS);
    if (clock.isRunning()) {
      turns++;
      if (lap != null) {
        lap.turnEnded();
      }
    }
    return Outcome.YIELDED;
  }

  /** Turns completed while the consumer's clock ran. */
  int turns() {
    return turns;
  }
}
