package io.fairlane.runner.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.Trial;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelTest {
  private final Pool pool = new Pool(1);
  private final P proc = pool.ps().get(0);
  private final Inbox inbox = new Inbox(1_000_000, 3, Clock.unused());

  private List<ProducerTask> producers(Channel channel) {
    List<ProducerTask> producers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      producers.add(new ProducerTask(i, 16, WorkDraws.constant(0), channel));
    }
    return producers;
  }

  /** Conformance scenario 9: buffer a, b, three parked senders; then they run as S3, S1, S2. */
  @Test
  void fullChannelServesBufferThenSendersInOrder() {
    Channel channel = new Channel(pool, 2);
    List<ProducerTask> p = producers(channel);
    Ticket a = new Ticket(9, 0);
    Ticket b = new Ticket(9, 1);
    assertThat(channel.send(proc, p.get(0), a)).isTrue();
    assertThat(channel.send(proc, p.get(0), b)).isTrue();
    for (int i = 0; i < 3; i++) {
      assertThat(channel.send(proc, p.get(i), new Ticket(i, 0))).isFalse();
    }
    assertThat(channel.waitingSenders()).isEqualTo(3);
    ConsumerTask consumer = new ConsumerTask(channel, WorkDraws.constant(0), inbox, false);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      order.add(channel.receive(proc, consumer).producer());
    }
    assertThat(order).containsExactly(9, 9, 0, 1, 2);
    assertThat(channel.receive(proc, consumer)).isNull();
    assertThat(proc.queue().takeNext()).isSameAs(p.get(2));
    assertThat(proc.queue().take()).isSameAs(p.get(0));
    assertThat(proc.queue().take()).isSameAs(p.get(1));
  }

  /** Conformance scenario 10: the parked receiver is handed x, y is buffered. */
  @Test
  void parkedReceiverIsHandedTheMessageDirectly() {
    Channel channel = new Channel(pool, 5);
    ProducerTask p = producers(channel).get(0);
    ConsumerTask consumer = new ConsumerTask(channel, WorkDraws.constant(0), inbox, false);
    assertThat(channel.receive(proc, consumer)).isNull();
    Ticket x = new Ticket(0, 0);
    assertThat(channel.send(proc, p, x)).isTrue();
    assertThat(channel.size()).isZero();
    assertThat(consumer.handed).isSameAs(x);
    assertThat(channel.send(proc, p, new Ticket(0, 1))).isTrue();
    assertThat(channel.size()).isEqualTo(1);
    assertThat(proc.queue().takeNext()).isSameAs(consumer);
  }

  @Test
  void capacityIsExactAlthoughTheBufferIsRoundedUp() {
    Channel channel = new Channel(pool, 5);
    ProducerTask p = producers(channel).get(0);
    for (int i = 0; i < 5; i++) {
      assertThat(channel.send(proc, p, new Ticket(0, i))).isTrue();
    }
    assertThat(channel.send(proc, p, new Ticket(0, 5))).isFalse();
    assertThat(channel.size()).isEqualTo(5);
  }

  @Test
  void withoutSlotsASenderMeetsTheReceiver() {
    Channel channel = new Channel(pool, 0);
    List<ProducerTask> p = producers(channel);
    ConsumerTask consumer = new ConsumerTask(channel, WorkDraws.constant(0), inbox, false);
    Ticket x = new Ticket(0, 0);
    assertThat(channel.send(proc, p.get(0), x)).isFalse();
    assertThat(channel.receive(proc, consumer)).isSameAs(x);
    assertThat(channel.receive(proc, consumer)).isNull();
    Ticket y = new Ticket(1, 0);
    assertThat(channel.send(proc, p.get(1), y)).isTrue();
    assertThat(consumer.handed).isSameAs(y);
  }

  /** The same with the rule that a scenario can choose, beside a crowd on the P's ring. */
  @Test
  void orToTheRingOfTheirLastP() {
    Pool pool = new Pool(2, 0, new PoolRules(PoolRules.USUAL.sliceNanos(), true));
    P last = pool.ps().get(1);
    Channel channel = new Channel(pool, 1);
    List<ProducerTask> senders = producers(channel);
    senders.get(0).run(last);
    assertThat(channel.waitingSenders()).as("has filled the channel and parked").isEqualTo(1);
    Task crowd = new BackgroundTask(WorkDraws.constant(0), 0, Clock.unused());
    last.queue().put(crowd);
    channel.poll();
    assertThat(pool.global().size()).isZero();
    assertThat(last.pick()).isSameAs(crowd);
    assertThat(last.pick()).isSameAs(senders.get(0));
    assertThat(pool.ps().get(0).pick()).isNull();
  }

  /** A task that has not run yet has no last P. */
  @Test
  void andGloballyIfTheyHaveNone() {
    Pool pool = new Pool(1, 0, new PoolRules(PoolRules.USUAL.sliceNanos(), true));
    pool.readyFromOutside(producers(new Channel(pool, 1)).get(0));
    assertThat(pool.global().size()).isEqualTo(1);
  }

  @Test
  void aPollFromOutsideSendsWokenProducersToTheGlobalTail() {
    Channel channel = new Channel(pool, 1);
    List<ProducerTask> p = producers(channel);
    channel.send(proc, p.get(0), new Ticket(0, 0));
    assertThat(channel.send(proc, p.get(1), new Ticket(1, 0))).isFalse();
    assertThat(channel.poll().producer()).isZero();
    assertThat(pool.global().size()).isEqualTo(1);
    assertThat(channel.poll().producer()).isEqualTo(1);
    assertThat(channel.poll()).isNull();
  }

  /**
   * Park against offer, real threads, no crowd that could hide a lost wake-up: with one, the run
   * ends by its time box instead of by its last message. The books are balanced by the program.
   */
  @ParameterizedTest
  @CsvSource({
    "0,fair,global,2",
    "1,fair,global,2",
    "2,fair,global,2",
    "7,fair,global,2",
    "1000,fair,global,2",
    "0,dedicated,global,2",
    "1,dedicated,global,2",
    "3,dedicated,global,2",
    "1000,dedicated,global,2",
    "0,dedicated,last-p,2",
    "3,dedicated,last-p,2",
    "0,dedicated,last-p,4",
    "3,dedicated,last-p,4",
    "1000,dedicated,last-p,4"
  })
  void noWakeUpIsLost(int capacity, String arm, String wakes, int processors)
      throws InterruptedException {
    Scenario.WakeFromOutside rule =
        wakes.equals("global") ? Scenario.WakeFromOutside.GLOBAL : Scenario.WakeFromOutside.LAST_P;
    Scenario scenario =
        new Scenario(
            "stress",
            processors,
            new Scenario.Background(0, 0),
            new Scenario.Producers(5, 0),
            new Scenario.Channel(capacity),
            new Scenario.Consumer(20_000, 0),
            Scenario.USUAL_TIME_SLICE,
            rule);
    PoolProgram program = new PoolProgram(scenario, Arm.of(arm), null, 0);
    Trial trial = program.run(0, 60);
    assertThat(trial.messages()).isEqualTo(20_000);
    assertThat(trial.verdict()).isIn(Trial.Verdict.CLEAN, Trial.Verdict.NOISY);
  }
}
