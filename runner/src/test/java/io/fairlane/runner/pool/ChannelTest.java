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
    "0,fair",
    "1,fair",
    "2,fair",
    "7,fair",
    "1000,fair",
    "0,dedicated",
    "1,dedicated",
    "3,dedicated",
    "1000,dedicated"
  })
  void noWakeUpIsLost(int capacity, String arm) throws InterruptedException {
    Scenario scenario =
        new Scenario(
            "stress",
            2,
            new Scenario.Background(0, 0),
            new Scenario.Producers(5, 0),
            new Scenario.Channel(capacity),
            new Scenario.Consumer(20_000, 0));
    PoolProgram program = new PoolProgram(scenario, Arm.of(arm), null, 0);
    Trial trial = program.run(0, 60);
    assertThat(trial.messages()).isEqualTo(20_000);
    assertThat(trial.verdict()).isIn(Trial.Verdict.CLEAN, Trial.Verdict.NOISY);
  }
}
