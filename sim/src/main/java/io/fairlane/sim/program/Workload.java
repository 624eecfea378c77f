package io.fairlane.sim.program;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.Work;

/**
 * The programs of a scenario, as the origin program spawns them: main starts the background, the
 * producers and last the consumer (or a parent that does so), then blocks for ever.
 *
 * @param main the first G
 * @param lane the consumer if it runs outside the run queues, else null
 */
public record Workload(Program main, Program lane) {
  /** The one channel between producers and consumer. */
  public static final int CHANNEL = 0;

  public static final String BACKGROUND = "background";
  public static final String PRODUCER = "producer";
  public static final String CONSUMER = "consumer";

  /** The task that creates the consumer, if that is not main. */
  public static final String PARENT = "parent";

  /** Streams of {@link Spread}s. */
  private static final int BACKGROUND_WORK = 0;

  private static final int PRODUCER_WORK = 1;
  private static final int CONSUMER_WORK = 2;

  public static Workload of(Scenario scenario, Arm arm) {
    Program background =
        compute(Program.named(BACKGROUND).body(), scenario.background().work(), BACKGROUND_WORK)
            .yield()
            .forEver();
    Program.Builder main =
        Program.named("main")
            .spawn(background, scenario.background().tasks())
            .spawn(producer(scenario.producers()), scenario.producers().tasks());
    Program consumer = consumer(scenario.consumer(), arm);
    if (arm.outsideRunQueues()) {
      // who creates a thread of its own makes no difference to it
      return new Workload(main.startLane().block().build(), consumer);
    }
    if (scenario.consumer().lockedBy() == Scenario.LockedBy.SELF) {
      return new Workload(main.spawn(consumer, 1).block().build(), null);
    }
    Program.Builder parent = Program.named(PARENT);
    if (arm == Arm.LOCKED) {
      parent.lock();
    }
    Program creates = parent.spawn(consumer, 1).block().build();
    return new Workload(main.spawn(creates, 1).block().build(), null);
  }

  private static Program producer(Scenario.Producers producers) {
    Program.Builder producer = Program.named(PRODUCER).body();
    if (producers.paced()) {
      producer.pace(
          Pace.of(
              producers.rate(),
              producers.tasks(),
              producers.arrivals() == Scenario.Arrivals.EXPONENTIAL));
    }
    return compute(producer, producers.work(), PRODUCER_WORK).send(CHANNEL).forEver();
  }

  private static Program consumer(Scenario.Consumer scenario, Arm arm) {
    Program.Builder consumer = Program.named(CONSUMER);
    if (arm == Arm.LOCKED && scenario.lockedBy() == Scenario.LockedBy.SELF) {
      consumer.lock();
    }
    return compute(consumer.startClock().body().receive(CHANNEL), scenario.work(), CONSUMER_WORK)
        .times(scenario.messages())
        .stopClock()
        .build();
  }

  private static Program.Builder compute(Program.Builder program, Work work, int stream) {
    return program.compute(work.mean(), new Spread(work.distribution(), work.shape(), stream));
  }
}
