package io.fairlane.sim.program;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Scenario;

/**
 * The programs of a scenario, as the origin program spawns them: main starts the background, the
 * producers and last the consumer, then blocks for ever.
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

  public static Workload of(Scenario scenario, Arm arm) {
    Program background =
        Program.named(BACKGROUND).body().compute(scenario.background().work()).yield().forEver();
    Program producer =
        Program.named(PRODUCER).body().compute(scenario.producers().work()).send(CHANNEL).forEver();
    Program.Builder consumer = Program.named(CONSUMER);
    if (arm == Arm.LOCKED) {
      consumer.lock();
    }
    Program consumes =
        consumer
            .startClock()
            .body()
            .receive(CHANNEL)
            .compute(scenario.consumer().work())
            .times(scenario.consumer().messages())
            .stopClock()
            .build();
    Program.Builder main =
        Program.named("main")
            .spawn(background, scenario.background().tasks())
            .spawn(producer, scenario.producers().tasks());
    if (arm.outsideRunQueues()) {
      return new Workload(main.startLane().block().build(), consumes);
    }
    return new Workload(main.spawn(consumes, 1).block().build(), null);
  }
}
