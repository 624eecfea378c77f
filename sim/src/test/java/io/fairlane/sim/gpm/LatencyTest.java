package io.fairlane.sim.gpm;

import static io.fairlane.sim.gpm.Bench.MS;
import static io.fairlane.sim.gpm.Bench.US;
import static io.fairlane.sim.gpm.Bench.free;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fairlane.sim.latency.DelayHistogram;
import io.fairlane.sim.latency.Latencies;
import io.fairlane.sim.program.Pace;
import io.fairlane.sim.program.Program;
import io.fairlane.sim.program.Workload;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Latencies and run-queue delays that can be worked out by hand; costs in ns, no jitter. */
class LatencyTest {
  private static final long NS = 1_000;
  private static final Rules RULES =
      Rules.GO_1_22.without(Rule.SLICE_PREEMPTION).without(Rule.GLOBAL_CHECK);

  private final Latencies latencies = new Latencies();

  private SimulationSetup setup(Program main, Durations durations) {
    return Simulation.of(main, RULES, durations).sysmonBackedOff(10 * MS).latency(latencies);
  }

  private static Program producer() {
    return Program.named(Workload.PRODUCER).body().send(0).forEver();
  }

  private static Program.Builder consumer() {
    return Program.named(Workload.CONSUMER).startClock().body().receive(0);
  }

  private static Program main(Program producer, int producers, Program consumer) {
    return Program.named("main").spawn(producer, producers).spawn(consumer, 1).block().build();
  }

  /** All delays but a share {@code outside} lie in this range (ns), and reach its ends. */
  private static void assertSpread(DelayHistogram delays, double low, double high, double outside) {
    assertThat(delays.quantileNs(outside)).isCloseTo(low, within(0.002 * high));
    assertThat(delays.quantileNs(1 - outside)).isCloseTo(high, within(0.002 * high));
  }

  private static Durations switching() {
    return free("send", 100 * NS, "sendContended", 100 * NS, "ready", 30 * NS, "park", 400 * NS);
  }

  @Test
  @DisplayName("Regular sender, faster receiver: always the send, goready and one switch")
  void regularSender() {
    Program regular =
        Program.named(Workload.PRODUCER).body().spend(20_000).send(0).yield().forEver();
    Program main = main(regular, 1, consumer().times(2_000).stopClock().build());
    assertThat(setup(main, switching()).channels(0).build().runToClockStop(100 * MS)).isTrue();
    assertThat(latencies.messages().count()).isEqualTo(2_000);
    assertThat(latencies.messages().quantileNs(0.01)).isEqualTo(100.0 + 30 + 400);
    assertThat(latencies.messages().quantileNs(0.99)).isEqualTo(100.0 + 30 + 400);
    // readied at the end of the send
    assertThat(latencies.consumerDelay().quantileNs(0.99)).isEqualTo(30.0 + 400);
  }

  @Test
  @DisplayName("Paced sender beside turns of 10 us: late by what is left of the turn, uniformly")
  void pacedSender() {
    Program paced =
        Program.named(Workload.PRODUCER).body().pace(Pace.of(997, 1, false)).send(0).forEver();
    Program background = Program.named(Workload.BACKGROUND).body().spend(10_000).yield().forEver();
    Program consumer = consumer().times(2_000).stopClock().build();
    Program main =
        Program.named("main")
            .spawn(background, 1)
            .spawn(paced, 1)
            .spawn(consumer, 1)
            .block()
            .build();
    assertThat(setup(main, switching()).channels(0).build().runToClockStop(6_000 * MS)).isTrue();
    // a switch to the producer, its send, goready, a switch to the consumer
    double atLeast = 400 + 100 + 30 + 400;
    assertThat(latencies.messages().quantileNs(0.01)).isCloseTo(atLeast + 100, within(50.0));
    assertThat(latencies.messages().quantileNs(0.5)).isCloseTo(atLeast + 5_000, within(100.0));
    assertThat(latencies.messages().quantileNs(0.99)).isCloseTo(atLeast + 9_900, within(50.0));
  }

  @Test
  @DisplayName("Paced sender, slower receiver: latency grows by the difference with each message")
  void overload() {
    Program paced =
        Program.named(Workload.PRODUCER).body().pace(Pace.of(1_000, 1, false)).send(0).forEver();
    Program main = main(paced, 1, consumer().compute(3_000_000).times(200).stopClock().build());
    Simulation simulation = setup(main, Bench.counting(NS, 0)).procs(2).channels(10).build();
    assertThat(simulation.runToClockStop(2_000 * MS)).isTrue();
    // message i is due at i ms and received at 3i ms, however few slots there are
    assertThat((double) latencies.messages().longestNs()).isCloseTo(199 * 2e6, within(1e6));
    assertThat(latencies.messages().quantileNs(0.5)).isCloseTo(99 * 2e6, within(1e6));
  }

  @Test
  @DisplayName("Unbuffered: every other message waits for its receiver, the others for the sender")
  void unbuffered() {
    Durations durations =
        free(
            "send",
            20 * NS,
            "sendContended",
            20 * NS,
            "receive",
            10 * NS,
            "receiveContended",
            10 * NS,
            "ready",
            100 * NS,
            "park",
            300 * NS);
    Program main = main(producer(), 1, consumer().times(10_000).stopClock().build());
    assertThat(setup(main, durations).channels(0).build().runToClockStop(1_000 * MS)).isTrue();
    // handed over: the send, goready, the send in which p parks, the switch to C
    double handed = 20 + 100 + 20 + 300;
    // p waits with the next: from the start of the send in which it parks
    double waited = 20 + 300;
    assertThat(latencies.messages().count()).isEqualTo(10_000);
    assertThat(latencies.messages().quantileNs(0.49)).isEqualTo(waited);
    assertThat(latencies.messages().quantileNs(0.51)).isEqualTo(handed);
    assertThat(latencies.messages().meanNs()).isCloseTo((waited + handed) / 2, within(0.6));
  }

  @Test
  @DisplayName("Locked cycle: latency is uniform from a drain to a fill of the buffer")
  void lockedCycle() {
    int slots = 10_000;
    long handoff = 5 * US;
    Program consumer =
        Program.named(Workload.CONSUMER)
            .lock()
            .startClock()
            .body()
            .receive(0)
            .times(100L * (slots + 2))
            .stopClock()
            .build();
    Program main = main(producer(), 1, consumer);
    Durations durations = Bench.durations(20 * NS, 12 * NS, handoff);
    assertThat(setup(main, durations).channels(slots).build().runToClockStop(1_000 * MS)).isTrue();
    // the first item is in for the rest of the fill, the last one for the drain before it; a fill
    // is followed by the hand-off to C's thread
    double fill = slots * 20 + handoff / 1e3;
    double drain = slots * 12 + handoff / 1e3;
    assertSpread(latencies.messages(), drain, fill, 0.001);
    assertThat(latencies.messages().quantileNs(0.5))
        .isCloseTo((fill + drain) / 2, within(0.002 * fill));
    assertThat(latencies.messages().meanNs()).isCloseTo((fill + drain) / 2, within(0.002 * fill));
  }

  @Test
  @DisplayName("A full buffer before a slow lane: as long as it takes to serve all who are ahead")
  void fullBuffer() {
    Program lane = consumer().compute(1_000).times(20_000).stopClock().build();
    Program main = Program.named("main").spawn(producer(), 3).startLane().block().build();
    Durations durations = Bench.counting(NS, 20 * NS);
    Simulation simulation = setup(main, durations).channels(50).lane(lane).build();
    assertThat(simulation.runToClockStop(1_000 * MS)).isTrue();
    // 50 in the buffer and three senders that wait: the third of them is served 53rd
    assertThat(latencies.messages().quantileNs(0.5)).isCloseTo(53 * 1_020, within(100.0));
    assertThat(latencies.messages().quantileNs(0.999)).isCloseTo(53 * 1_020, within(100.0));
    assertThat(latencies.consumerDelay().count()).isZero();
  }

  @Test
  @DisplayName("Little's law: mean latency is the mean number of messages over their rate")
  void littlesLaw() {
    Program background = Program.named(Workload.BACKGROUND).body().compute(3_000).yield().forEver();
    Program slow = Program.named(Workload.PRODUCER).body().compute(700).send(0).forEver();
    Program main =
        Program.named("main")
            .spawn(background, 20)
            .spawn(slow, 4)
            .spawn(consumer().compute(900).times(30_000).stopClock().build(), 1)
            .block()
            .build();
    Simulation simulation =
        setup(main, Bench.counting(NS, 20 * NS)).procs(2).channels(40).bulk(false).build();
    Channel channel = simulation.channel(0);
    long[] seen = new long[2];
    for (long at = 0; simulation.counters().clockStopped < 0; at += 7_919 * NS) {
      simulation.runUntil(at);
      if (simulation.counters().clockStarted >= 0) {
        seen[0]++;
        seen[1] += channel.count();
        channel.sendq.forEach(g -> seen[1]++);
      }
    }
    double nanos = (simulation.counters().clockStopped - simulation.counters().clockStarted) / 1e3;
    double rate = 30_000 / nanos;
    double meanNumber = (double) seen[1] / seen[0];
    assertThat(meanNumber).isGreaterThan(1);
    assertThat(latencies.messages().meanNs())
        .isCloseTo(meanNumber / rate, within(0.03 * meanNumber / rate));
  }

  @Test
  @DisplayName("A producer that yields on entry of a send has been sending since")
  void preemptedSender() {
    Program hog = Program.named(Workload.BACKGROUND).body().spend(50_000).yield().forEver();
    Program main =
        Program.named("main").spawn(hog, 1_000).spawn(producer(), 1).startLane().block().build();
    Program lane = consumer().times(3_000_000).stopClock().build();
    Simulation simulation =
        Simulation.of(main, Rules.GO_1_22, Bench.durations(20 * NS, 10 * NS, 0))
            .channels(100)
            .lane(lane)
            .sysmonBackedOff(10 * MS)
            .latency(latencies)
            .build();
    assertThat(simulation.runToClockStop(10_000 * MS)).isTrue();
    assertThat(simulation.counters().preemptionsProducer).isPositive();
    // a lap of 1,000 turns of 50 us, in which the message in hand waited
    assertThat((double) latencies.messages().longestNs()).isCloseTo(50e6, within(0.2e6));
    assertThat((double) latencies.producerDelay().longestNs()).isCloseTo(50e6, within(0.2e6));
    assertThat(latencies.messages().quantileNs(0.999)).isZero();
  }

  @Test
  @DisplayName("The message in hand at a preemption is older than those sent in bulk after it")
  void messageInHand() {
    Latencies steps = new Latencies();
    for (boolean bulk : new boolean[] {true, false}) {
      Program hog = Program.named(Workload.BACKGROUND).body().spend(5_000_000).yield().forEver();
      Program sleeper =
          Program.named(Workload.CONSUMER)
              .startClock()
              .sleep(100_000_000)
              .body()
              .receive(0)
              .times(20_000)
              .stopClock()
              .build();
      Program main =
          Program.named("main")
              .spawn(hog, 1)
              .spawn(producer(), 1)
              .spawn(sleeper, 1)
              .block()
              .build();
      Simulation simulation =
          Simulation.of(main, Rules.GO_1_22, Bench.durations(2_000 * NS, 2_000 * NS, 0))
              .channels(20_000)
              .sysmonBackedOff(10 * MS)
              .bulk(bulk)
              .latency(bulk ? latencies : steps)
              .build();
      assertThat(simulation.runToClockStop(1_000 * MS)).isTrue();
      assertThat(simulation.counters().preemptionsProducer).isPositive();
    }
    assertThat(latencies.messages()).isEqualTo(steps.messages());
    assertThat(latencies.messages().count()).isEqualTo(20_000);
  }

  @Test
  @DisplayName("Run-queue delay of a consumer that yields: a lap of the background")
  void lap() {
    Program background =
        Program.named(Workload.BACKGROUND).body().compute(10_000).yield().forEver();
    Program consumer =
        Program.named(Workload.CONSUMER)
            .startClock()
            .body()
            .yield()
            .times(1_000)
            .stopClock()
            .build();
    Program main = Program.named("main").spawn(background, 30).spawn(consumer, 1).block().build();
    Simulation simulation = setup(main, Bench.counting(NS, 0)).channels(0).build();
    assertThat(simulation.runToClockStop(1_000 * MS)).isTrue();
    DelayHistogram delay = latencies.consumerDelay();
    assertThat(delay.count()).isEqualTo(1_000);
    assertThat(delay.quantileNs(0.05)).isCloseTo(300_000, within(300.0));
    assertThat(delay.quantileNs(0.99)).isCloseTo(300_000, within(300.0));
  }

  @Test
  @DisplayName("Nothing is recorded before the clock starts or after it stops")
  void onlyWhileTheClockRuns() {
    Program consumer =
        Program.named(Workload.CONSUMER)
            .receive(0)
            .receive(0)
            .startClock()
            .receive(0)
            .receive(0)
            .receive(0)
            .stopClock()
            .receive(0)
            .build();
    Program main = main(producer(), 2, consumer);
    setup(main, Bench.durations(20 * NS, 10 * NS, 0)).channels(5).build().runUntil(MS);
    assertThat(latencies.messages().count()).isEqualTo(3);
  }
}
