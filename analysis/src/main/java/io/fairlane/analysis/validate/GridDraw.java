package io.fairlane.analysis.validate;

import io.fairlane.analysis.compare.Stratum;
import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.Work;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ListSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Draws a grid: a Latin hypercube over levels of every key (McKay, Beckman and Conover 1979), so
 * that each level of each key is met about equally often whatever the others are. Which cells come
 * out is settled by the seed; nothing is chosen by how a prediction or a measurement turned out.
 * Only the number of messages is set by a forecast of the time: a trial has to end.
 */
public final class GridDraw {
  private static final List<Integer> TASKS = List.of(0, 100, 1_000, 3_000, 10_000, 20_000, 50_000);

  /** One cell of a grid has so many tasks. */
  private static final int HUGE = 200_000;

  /** Loop iterations: about 1, 10, 50 and 250 us. */
  private static final List<Long> TURN = List.of(2_000L, 20_000L, 100_000L, 500_000L);

  private static final List<Integer> PRODUCERS = List.of(1, 2, 5, 20, 64);

  private static final List<Integer> SLOTS = List.of(0, 1, 16, 128, 4_096, 100_000, 700_000);

  /** Loop iterations at each message: none for half of the cells, up to about 10 us. */
  private static final List<Long> AT_MESSAGE = List.of(0L, 0L, 0L, 500L, 4_000L, 20_000L);

  /** A lap of the background longer than this (s, round figures) would fill a trial. */
  private static final double LONGEST_LAP = 2.5;

  private static final double ITERATION_SECONDS = 0.5e-9;
  private static final long FEWEST_MESSAGES = 2_000;
  private static final long MOST_MESSAGES = 40_000_000;

  private final UniformRandomProvider random;
  private final Runtime runtime;
  private final int cpus;
  private final ToDoubleFunction<GridCell> forecast;

  /**
   * @param cpus of the host: no more Ps than that
   * @param forecast seconds of the slowest arm
   */
  public GridDraw(long seed, Runtime runtime, int cpus, ToDoubleFunction<GridCell> forecast) {
    this.random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    this.runtime = runtime;
    this.cpus = cpus;
    this.forecast = forecast;
  }

  /**
   * @param prefix of the cells' names
   * @return CSV text of so many cells
   */
  public String cells(String prefix, int count) {
    List<Integer> tasks = spread(TASKS, count);
    if (count >= 12) {
      tasks.set(random.nextInt(count), HUGE);
    }
    List<Long> turn = spread(TURN, count);
    List<Integer> producers = spread(PRODUCERS, count);
    List<Integer> slots = spread(SLOTS, count);
    List<Long> sending = spread(AT_MESSAGE, count);
    List<Long> receiving = spread(AT_MESSAGE, count);
    List<Integer> procs = spread(cpus > 1 ? List.of(1, 2) : List.of(1), count);
    List<Arm> lanes = spread(lanes(), count);
    StringBuilder csv =
        new StringBuilder(
            "cell,runtime,arms,processors,background.tasks,background.work,producers.tasks,"
                + "producers.work,channel.capacity,consumer.messages,consumer.work\n");
    for (int i = 0; i < count; i++) {
      Arm lane = lanes.get(i);
      int ps = lane.outsideRunQueues() ? 2 : procs.get(i);
      Scenario scenario =
          new Scenario(
              String.format(Locale.ROOT, "%s%02d", prefix, i + 1),
              ps,
              new Scenario.Background(tasks.get(i), shortened(turn.get(i), tasks.get(i), ps)),
              new Scenario.Producers(producers.get(i), sending.get(i)),
              new Scenario.Channel(slots.get(i)),
              new Scenario.Consumer(FEWEST_MESSAGES, receiving.get(i)));
      csv.append(row(sized(new GridCell(Stratum.of(scenario), runtime, List.of(lane), scenario))));
    }
    return csv.toString();
  }

  private List<Arm> lanes() {
    return runtime == Runtime.GO
        ? List.of(Arm.LOCKED)
        : cpus > 1 ? List.of(Arm.LOCKED, Arm.DEDICATED, Arm.PINNED) : List.of(Arm.LOCKED);
  }

  /** Every level as often as any other, in random order. */
  private <T> List<T> spread(List<T> levels, int count) {
    List<T> all = new ArrayList<>();
    while (all.size() < count) {
      List<T> round = new ArrayList<>(levels);
      ListSampler.shuffle(random, round);
      all.addAll(round.subList(0, Math.min(round.size(), count - all.size())));
    }
    ListSampler.shuffle(random, all);
    return all;
  }

  /** The largest level whose lap is short enough. */
  private static long shortened(long turn, int tasks, int procs) {
    List<Long> shorter = new ArrayList<>(TURN);
    Collections.reverse(shorter);
    return shorter.stream()
        .filter(t -> t <= turn && t * ITERATION_SECONDS * tasks / procs <= LONGEST_LAP)
        .findFirst()
        .orElse(TURN.getFirst());
  }

  /** Messages in two digits such that the slowest arm takes a few laps, 2 to 10 seconds. */
  private GridCell sized(GridCell cell) {
    Scenario.Background crowd = cell.scenario().background();
    double lap =
        crowd.tasks() * crowd.work().mean() * ITERATION_SECONDS / cell.scenario().processors();
    double wanted = Math.clamp(4 * lap, 2, 10);
    long messages = FEWEST_MESSAGES;
    for (int again = 0; again < 12 && messages < MOST_MESSAGES; again++) {
      double seconds = forecast.applyAsDouble(with(cell, messages));
      if (seconds > 0.7 * wanted) {
        break;
      }
      messages = Math.min(MOST_MESSAGES, (long) (messages * Math.clamp(wanted / seconds, 1.5, 8)));
    }
    return with(cell, twoDigits(messages));
  }

  private static GridCell with(GridCell cell, long messages) {
    Scenario s = cell.scenario();
    Work work = s.consumer().work();
    return new GridCell(
        cell.stratum(),
        cell.runtime(),
        cell.lanes(),
        new Scenario(
            s.name(),
            s.processors(),
            s.background(),
            s.producers(),
            s.channel(),
            new Scenario.Consumer(messages, work, s.consumer().lockedBy())));
  }

  private static long twoDigits(long messages) {
    long unit = (long) Math.pow(10, Math.floor(Math.log10(messages)) - 1);
    return messages / unit * unit;
  }

  private static String row(GridCell cell) {
    Scenario s = cell.scenario();
    return String.format(
        Locale.ROOT,
        "%s,%s,%s,%d,%d,%d,%d,%d,%d,%d,%d%n",
        s.name(),
        cell.runtime().label(),
        cell.lanes().getFirst().label(),
        s.processors(),
        s.background().tasks(),
        s.background().work().mean(),
        s.producers().tasks(),
        s.producers().work().mean(),
        s.channel().capacity(),
        s.consumer().messages(),
        s.consumer().work().mean());
  }
}
