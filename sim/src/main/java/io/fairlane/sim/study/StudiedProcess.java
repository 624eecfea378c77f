package io.fairlane.sim.study;

import io.fairlane.experiment.Costs;
import io.fairlane.sim.program.Program;
import io.fairlane.sim.program.Workload;

/**
 * A process that was run on real Go.
 *
 * @param ps {@code GOMAXPROCS}
 * @param cpus CPUs of the machine, or 1 where all threads were kept on one
 * @param variant which G locks its thread, and which rule is off
 * @param costs "" for those of section 14's hour, else what differed
 */
public record StudiedProcess(
    int ps,
    int cpus,
    int background,
    int producers,
    int capacity,
    long messages,
    String variant,
    String costs) {

  /** Loop iterations of a background turn. */
  static final int COUNTS = 100_000;

  /** The second channel of a ping-pong. */
  private static final int BACK = 1;

  Costs primitiveCosts() {
    return Section14Costs.of(ps, cpus, costs);
  }

  boolean withoutSignals() {
    return variant.endsWith("without signals");
  }

  long[] capacities() {
    return isPingPong() ? new long[] {capacity, capacity} : new long[] {capacity};
  }

  Program main() {
    return isPingPong() ? pingPong() : workload();
  }

  private boolean isPingPong() {
    return variant.startsWith("ping-pong");
  }

  /** The origin program: background, producers, consumer last, then main blocks for ever. */
  private Program workload() {
    Program task = Program.named(Workload.BACKGROUND).body().compute(COUNTS).yield().forEver();
    Program.Builder producer = Program.named(Workload.PRODUCER);
    Program.Builder consumer = Program.named(Workload.CONSUMER);
    if (variant.startsWith("producers") || variant.startsWith("both")) {
      producer.lock();
    }
    if (variant.startsWith("locked") || variant.startsWith("both")) {
      consumer.lock();
    }
    Program receives =
        consumer.startClock().body().receive(Workload.CHANNEL).times(messages).stopClock().build();
    return Program.named("main")
        .spawn(task, background)
        .spawn(producer.body().send(Workload.CHANNEL).forEver(), producers)
        .spawn(receives, 1)
        .block()
        .build();
  }

  /** go#18023: one G asks, the other answers, over two channels; the one that answers may lock. */
  private Program pingPong() {
    Program.Builder answers = Program.named(Workload.PRODUCER);
    if (variant.endsWith("locked")) {
      answers.lock();
    }
    Program asks =
        Program.named(Workload.CONSUMER)
            .startClock()
            .body()
            .send(Workload.CHANNEL)
            .receive(BACK)
            .times(messages)
            .stopClock()
            .build();
    return Program.named("main")
        .spawn(answers.body().receive(Workload.CHANNEL).send(BACK).forEver(), 1)
        .spawn(asks, 1)
        .block()
        .build();
  }
}
