package io.fairlane.analysis.explain;

import com.fasterxml.jackson.annotation.JsonValue;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.Work;
import java.util.ArrayList;
import java.util.List;

/** A key of the scenario whose value is searched for flips of the regime. */
enum Knob {
  BACKGROUND_TASKS("background.tasks", 0, 2, 10_000_000),
  CHANNEL_CAPACITY("channel.capacity", 0, 3, 100_000_000),
  PRODUCERS_TASKS("producers.tasks", 1, 3, 100_000),
  PRODUCERS_WORK("producers.work", 0, 8, 1_000_000),
  CONSUMER_WORK("consumer.work", 0, 8, 1_000_000),
  BACKGROUND_WORK("background.work", 0, 3, 1_000_000_000),
  PROCESSORS("processors", 1, 5, 64);

  /** Ratio of neighbours on the coarse grid. */
  static final int STEP = 4;

  /** Where the grid of a value of 0 begins. */
  private static final int FIRST = 10;

  @JsonValue final String path;
  private final long least;
  private final int stepsUp;
  private final long most;

  Knob(String path, long least, int stepsUp, long most) {
    this.path = path;
    this.least = least;
    this.stepsUp = stepsUp;
    this.most = most;
  }

  long of(Scenario s) {
    return switch (this) {
      case BACKGROUND_TASKS -> s.background().tasks();
      case CHANNEL_CAPACITY -> s.channel().capacity();
      case PRODUCERS_TASKS -> s.producers().tasks();
      case PRODUCERS_WORK -> s.producers().work().mean();
      case CONSUMER_WORK -> s.consumer().work().mean();
      case BACKGROUND_WORK -> s.background().work().mean();
      case PROCESSORS -> s.processors();
    };
  }

  Scenario set(Scenario s, long value) {
    Scenario.Background background = s.background();
    Scenario.Producers producers = s.producers();
    Scenario.Channel channel = s.channel();
    Scenario.Consumer consumer = s.consumer();
    int processors = s.processors();
    int small = (int) Math.min(value, Integer.MAX_VALUE);
    switch (this) {
      case BACKGROUND_TASKS -> background = new Scenario.Background(small, background.work());
      case CHANNEL_CAPACITY -> channel = new Scenario.Channel(small);
      case PRODUCERS_TASKS -> producers = producers(producers, small, producers.work());
      case PRODUCERS_WORK ->
          producers = producers(producers, producers.tasks(), scaled(producers.work(), value));
      case CONSUMER_WORK ->
          consumer =
              new Scenario.Consumer(
                  consumer.messages(), scaled(consumer.work(), value), consumer.lockedBy());
      case BACKGROUND_WORK ->
          background =
              new Scenario.Background(background.tasks(), scaled(background.work(), value));
      case PROCESSORS -> processors = small;
    }
    return s.with(processors, background, producers, channel, consumer);
  }

  private static Scenario.Producers producers(Scenario.Producers like, int tasks, Work work) {
    return new Scenario.Producers(tasks, work, like.rate(), like.arrivals());
  }

  /** The same distribution about another mean. */
  private static Work scaled(Work work, long mean) {
    return new Work(mean, work.distribution(), work.shape());
  }

  /**
   * The coarse grid, ascending: the scenario's value, down by factors of {@link #STEP} to the least
   * that the key may be, and some steps up.
   *
   * @param floor the least processors that the arm needs
   */
  List<Long> grid(Scenario s, int floor) {
    long here = of(s);
    long bottom = this == PROCESSORS ? floor : least;
    List<Long> grid = new ArrayList<>();
    for (long value = here / step(); value > bottom; value /= step()) {
      grid.add(0, value);
    }
    if (here > bottom) {
      grid.add(0, bottom);
    }
    grid.add(here);
    long value = here == 0 ? FIRST : here * step();
    for (int i = 0; i < stepsUp && value <= most; i++, value *= step()) {
      grid.add(value);
    }
    return grid;
  }

  private int step() {
    return this == PROCESSORS ? 2 : STEP;
  }
}
