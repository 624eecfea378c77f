package io.fairlane.runner.pool;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.Trial;
import io.fairlane.experiment.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Who acts in one run of a scenario: its tasks, and what they share. */
final class Cast {
  /** Uses of random numbers, one stream of seeds each. */
  private static final int PRODUCING = 1;

  private static final int BACKGROUND = 2;
  private static final int CONSUMING = 3;
  private static final int ARRIVALS = 4;

  private final Channel channel;
  private final Inbox inbox;
  private final BackgroundTask[] crowd;
  private final WorkDraws crowdWork;
  private final List<ProducerTask> producers = new ArrayList<>();

  /** Null where producers keep no schedule. */
  private final Arrivals arrivals;

  /** Null in arms outside the run queues. */
  private final ConsumerTask consumerTask;

  /** Null in the others. */
  private final DedicatedConsumer dedicated;

  /**
   * @param seed of what the scenario draws
   */
  Cast(Scenario scenario, Arm arm, Pool pool, Clock clock, long seed) {
    int ps = pool.ps().size();
    int senders = scenario.producers().tasks();
    channel = new Channel(pool, scenario.channel().capacity());
    boolean paced = scenario.producers().paced();
    Pace pace = paced ? new Pace(scenario.producers(), stream(seed, ARRIVALS)) : null;
    arrivals = paced ? new Arrivals(pace, senders) : null;
    inbox = new Inbox(scenario.consumer().messages(), senders, clock, arrivals);
    crowd = new BackgroundTask[scenario.background().tasks()];
    crowdWork = draws(scenario.background().work(), ps, stream(seed, BACKGROUND));
    WorkDraws producing = draws(scenario.producers().work(), ps, stream(seed, PRODUCING));
    int block = Ticket.blockLength(senders);
    for (int i = 0; i < senders; i++) {
      producers.add(new ProducerTask(i, block, producing, channel, pace));
    }
    WorkDraws work = draws(scenario.consumer().work(), ps, stream(seed, CONSUMING));
    boolean outside = arm.outsideRunQueues();
    dedicated = outside ? new DedicatedConsumer(pool, channel, work, inbox) : null;
    consumerTask = outside ? null : new ConsumerTask(channel, work, inbox, arm == Arm.LOCKED);
  }

  /** In the top byte: the samplers of one use take the seeds that follow. */
  private static long stream(long seed, int use) {
    return seed ^ ((long) use << 56);
  }

  private static WorkDraws draws(Work work, int ps, long seed) {
    return WorkDraws.of(work, ps, seed);
  }

  /** The task that makes all others run; the consumer last. */
  MainTask main(Clock clock, Laps laps) {
    Consumer<P> startConsumer =
        dedicated == null ? p -> p.spawn(consumerTask) : p -> dedicated.go();
    return new MainTask(crowd, crowdWork, clock, laps, producers, startConsumer);
  }

  /** The consumer's thread, or null if it is a task. */
  DedicatedConsumer dedicated() {
    return dedicated;
  }

  Inbox inbox() {
    return inbox;
  }

  Fairness fairness() {
    return Fairness.of(crowd);
  }

  /** Of messages with an intended time; absent without a rate. */
  Trial.Latency latency() {
    return arrivals == null ? Trial.Latency.ABSENT : arrivals.latency();
  }

  /**
   * All threads have ended: what was sent is what was received, buffered or pending.
   *
   * @throws Refusal (verdict failed) if not
   */
  void balanceBooks() {
    if (consumerTask != null && consumerTask.handed != null) {
      inbox.acceptLeftover(consumerTask.handed);
    }
    channel.drainTo(inbox::acceptLeftover);
    for (int i = 0; i < producers.size(); i++) {
      inbox.balance(i, producers.get(i).issued());
    }
  }
}
