package io.fairlane.runner.pool;

import java.util.List;

/**
 * The main goroutine: spawns the crowd, then the producers, then starts the consumer, then blocks
 * for ever. A task like any other: preempted while it spawns, it queues behind what it has made.
 */
final class MainTask extends Task {
  private final BackgroundTask[] crowd;
  private final WorkDraws work;
  private final Clock clock;
  private final Laps laps;
  private final List<ProducerTask> producers;
  private final java.util.function.Consumer<P> startConsumer;
  private int spawned;

  /**
   * @param crowd filled with the background tasks as they are made
   * @param startConsumer spawns the consumer, or wakes its thread
   */
  MainTask(
      BackgroundTask[] crowd,
      WorkDraws work,
      Clock clock,
      Laps laps,
      List<ProducerTask> producers,
      java.util.function.Consumer<P> startConsumer) {
    super(Role.MAIN);
    this.crowd = crowd;
    this.work = work;
    this.clock = clock;
    this.laps = laps;
    this.producers = producers;
    this.startConsumer = startConsumer;
  }

  @Override
  protected Outcome run(P p) {
    while (spawned < crowd.length + producers.size()) {
      if (p.mustLeave(this)) {
        return Outcome.PREEMPTED;
      }
      if (spawned < crowd.length) {
        BackgroundTask task = new BackgroundTask(work, work.next(p), clock, laps.of(spawned));
        crowd[spawned] = task;
        p.spawn(task);
      } else {
        p.spawn(producers.get(spawned - crowd.length));
      }
      spawned++;
    }
    startConsumer.accept(p);
    return Outcome.PARKED;
  }
}
