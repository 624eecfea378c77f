package io.fairlane.sim.gpm;

import static io.fairlane.sim.gpm.Bench.GO;
import static io.fairlane.sim.gpm.Bench.MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.fairlane.sim.program.Program;
import io.fairlane.sim.replication.TraceHash;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operation takes hangs on how many Ps are at the channel. */
class ChannelCrowdTest {
  private static final long NS = 1_000;
  private static final int HUGE = 10_000_000;

  /** Each P has got its G by then, and the last wake-up is over. */
  private static final long SETTLED = 5 * MS;

  private static final long UNTIL = 15 * MS;

  @ParameterizedTest(name = "{0} Ps, growth {1}: {2} times what one contended P does")
  @CsvSource({
    "2, 0.5, 2", // two get in each other's way, no more
    "3, 0.5, 2",
    "4, 0.5, 2",
    "8, 0.5, 2",
    "64, 0.5, 2",
    "4, 0.25, 2.6666667",
    "8, 1, 1.1428571",
    "8, 0, 8",
  })
  void ofASaturatedChannelNoMoreComesThanOfTwoPs(int ps, double growth, double times) {
    long each = (UNTIL - SETTLED) / (100 * NS);
    assertThat((double) sent(ps, growth, GO)).isCloseTo(times * each, withinPercentage(0.1));
    assertThat((double) received(ps, growth, GO)).isCloseTo(times * each, withinPercentage(0.1));
  }

  @ParameterizedTest(name = "{0} Ps")
  @CsvSource({"2", "4"})
  void withoutContentionEachDoesWhatItDoesAlone(int ps) {
    long alone = (UNTIL - SETTLED) / (10 * NS);
    Rules free = GO.without(Rule.HCHAN_CONTENTION);
    assertThat((double) sent(ps, 0.5, free)).isCloseTo(ps * alone, withinPercentage(0.1));
  }

  /** So that nothing that was predicted for two Ps is another. */
  @ParameterizedTest(name = "receiver locked: {0}")
  @ValueSource(booleans = {false, true})
  void withTwoPsTheGrowthIsNotSeen(boolean locked) {
    long without = hash(locked, 100 * NS, 0);
    assertThat(hash(locked, 100 * NS, 0.5)).isEqualTo(without);
    assertThat(hash(locked, 101 * NS, 0)).as("two are at the channel").isNotEqualTo(without);
  }

  private static long sent(int ps, double growth, Rules rules) {
    Program sends = Program.named("sender").body().send(0).forEver();
    Program main = Program.named("main").spawn(sends, ps).block().build();
    Simulation simulation = crowd(main, ps, growth, rules);
    simulation.runUntil(SETTLED);
    long before = simulation.channel(0).countAt(SETTLED);
    simulation.runUntil(UNTIL);
    return simulation.channel(0).countAt(UNTIL) - before;
  }

  private static long received(int ps, double growth, Rules rules) {
    Program receives = Program.named("receiver").body().receive(0).forEver();
    Program fills = Program.named("filler").body().send(0).times(HUGE / 4).build();
    Program main =
        Program.named("main").spawn(fills, 1).sleep(30_000_000).spawn(receives, ps).block().build();
    Simulation simulation = crowd(main, ps, growth, rules);
    // alone the filler takes 25 ms
    long start = 30 * MS;
    simulation.runUntil(start + SETTLED);
    long before = simulation.channel(0).outAt(start + SETTLED);
    simulation.runUntil(start + UNTIL);
    return simulation.channel(0).outAt(start + UNTIL) - before;
  }

  /** An operation takes 100 ns while two are at the channel. */
  private static Simulation crowd(Program main, int ps, double growth, Rules rules) {
    Durations durations = durations(ps, 100 * NS, growth);
    return Simulation.of(main, rules.without(Rule.SLICE_PREEMPTION), durations)
        .procs(ps)
        .channels(HUGE)
        .build();
  }

  /** Three senders and a receiver that take turns on two Ps. */
  private static long hash(boolean locked, long contended, double growth) {
    Program sends = Program.named("sender").body().send(0).forEver();
    Program.Builder receiver = Program.named("receiver");
    if (locked) {
      receiver.lock();
    }
    Program receives = receiver.startClock().body().receive(0).times(300_000).stopClock().build();
    Program main = Program.named("main").spawn(sends, 3).spawn(receives, 1).block().build();
    TraceHash hash = new TraceHash();
    Simulation simulation =
        Simulation.of(main, GO, durations(2, contended, growth))
            .procs(2)
            .channels(100_000)
            .observer(hash)
            .build();
    assertThat(simulation.runToClockStop(10_000 * MS)).isTrue();
    return hash.value();
  }

  /** An operation takes 10 ns alone. */
  private static Durations durations(int cpus, long contended, double growth) {
    return Bench.free(
        "cpus",
        cpus,
        "send",
        10 * NS,
        "sendContended",
        contended,
        "sendGrowth",
        growth,
        "receive",
        10 * NS,
        "receiveContended",
        contended,
        "receiveGrowth",
        growth);
  }
}
