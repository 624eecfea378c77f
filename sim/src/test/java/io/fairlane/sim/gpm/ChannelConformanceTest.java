package io.fairlane.sim.gpm;

import static io.fairlane.sim.gpm.Bench.MS;
import static io.fairlane.sim.gpm.Bench.NO_GLOBAL_CHECK;
import static io.fairlane.sim.gpm.Bench.free;
import static io.fairlane.sim.gpm.Bench.once;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlane.sim.program.Instruction.Case;
import io.fairlane.sim.program.Instruction.Then;
import io.fairlane.sim.program.Program;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Conformance scenarios 9, 10 and 11 of the scheduler specification: who completes whom. */
class ChannelConformanceTest {
  private final Bench bench = new Bench();

  @Test
  @DisplayName(
      "9 Full channel, three waiting senders: items a, b, s1, s2, s3; run order S3, S1, S2")
  void scenario09WaitingSenders() {
    Program main =
        Program.named("main")
            .send(0)
            .send(0)
            .spawn(Program.named("S1").send(0).build(), 1)
            .spawn(Program.named("S2").send(0).build(), 1)
            .spawn(Program.named("S3").send(0).build(), 1)
            .spawn(Program.named("C").body().receive(0).times(6).build(), 1)
            // kicks C to the ring's tail, behind the senders
            .spawn(once("other"), 1)
            .block()
            .build();
    Simulation simulation =
        Simulation.of(main, NO_GLOBAL_CHECK, free())
            .channels(2)
            .sysmonBackedOff(10 * MS)
            .observer(bench)
            .build();
    simulation.runUntil(MS);
    assertThat(bench.received.stream().map(r -> r.sender().program().name() + r.n()).toList())
        .isIn(
            List.of("main1", "main1", "S11", "S21", "S31"), List.of("main2", "S11", "S21", "S31"));
    assertThat(bench.order()).containsExactly("other", "S1", "S2", "S3", "C", "S3", "S1", "S2");
    assertThat(simulation.channel(0).recvq.peek().program().name()).isEqualTo("C");
  }

  @Test
  @DisplayName("10 Waiting receiver: x goes straight to R, y is buffered; R is in runnext")
  void scenario10WaitingReceiver() {
    Program r = Program.named("R").receive(0).block().build();
    Program s = Program.named("S").send(0).send(0).block().build();
    Program main = Program.named("main").spawn(s, 1).spawn(r, 1).block().build();
    Simulation simulation =
        Simulation.of(main, NO_GLOBAL_CHECK, Bench.durations(1_000_000, 1_000_000, 0))
            .channels(5)
            .sysmonBackedOff(10 * MS)
            .observer(bench)
            .build();
    simulation.runUntil(MS);
    assertThat(bench.order()).containsExactly("R", "S", "R");
    assertThat(bench.received).hasSize(1);
    assertThat(simulation.channel(0).count()).isEqualTo(1);
    Bench.Execution resumed = bench.all("R").getLast();
    assertThat(resumed.inherited()).isTrue();
    assertThat(resumed.tick()).isEqualTo(bench.first("S").tick());
  }

  @Test
  @DisplayName("11 Close with receivers R1, R2, R3: run order R1, R3, R2, all with ok=false")
  void scenario11Close() {
    Program main =
        Program.named("main")
            .spawn(range("R1"), 1)
            .spawn(range("R2"), 1)
            .spawn(range("R3"), 1)
            .spawn(Program.named("closer").close(0).block().build(), 1)
            // kicks the closer to the ring's tail, behind the receivers
            .spawn(once("other"), 1)
            .block()
            .build();
    Simulation simulation = start(main, 0);
    simulation.runUntil(MS);
    assertThat(bench.order())
        .containsExactly("other", "R1", "R2", "R3", "closer", "R1", "R3", "R2");
    assertThat(bench.all("R1").getLast().inherited()).isTrue();
    assertThat(bench.exited).containsExactly("other", "R1", "R3", "R2");
  }

  /** Receives for ever; ends when a receive is not ok. */
  private static Program range(String name) {
    return Program.named(name).body().receiveUntilClosed(0).forEver();
  }

  @Test
  @DisplayName("Close: what is buffered is still received; the loop ends with the first ok=false")
  void closedChannelIsDrained() {
    Program main =
        Program.named("main").send(0).send(0).send(0).close(0).spawn(range("R"), 1).block().build();
    start(main, 5).runUntil(MS);
    assertThat(bench.received.stream().mapToLong(Bench.Received::n).sum()).isEqualTo(3);
    assertThat(bench.exited).containsExactly("R");
  }

  @Test
  @DisplayName("Close: a send on a closed channel panics, one that waits when it is closed as well")
  void sendOnClosedChannelPanics() {
    Program late = Program.named("main").close(0).send(0).build();
    assertThatThrownBy(() -> start(late, 1).runUntil(MS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("panic: send on closed channel [main#0]");
    Program waiting =
        Program.named("main")
            .spawn(Program.named("closer").close(0).block().build(), 1)
            .send(0)
            .build();
    assertThatThrownBy(() -> start(waiting, 0).runUntil(MS))
        .hasMessage("panic: send on closed channel [main#0]");
    Program twice = Program.named("main").close(0).close(0).build();
    assertThatThrownBy(() -> start(twice, 0).runUntil(MS))
        .hasMessage("panic: close of closed channel [main#0]");
  }

  @Test
  @DisplayName("Close: a sender in a bulk run meets the closed channel at its next send")
  void bulkSenderPanics() {
    Program sender = Program.named("S").body().send(0).forEver();
    Program closer = Program.named("closer").spend(500_000).close(0).block().build();
    Program main =
        Program.named("main").spawn(sender, 1).spawn(closer, 1).spend(100_000).block().build();
    Simulation simulation =
        Simulation.of(main, NO_GLOBAL_CHECK, Bench.durations(1_000, 1_000, 0))
            .procs(2)
            .channels(10_000_000)
            .sysmonBackedOff(10 * MS)
            .build();
    assertThatThrownBy(() -> simulation.runUntil(2 * MS)).hasMessageContaining("send on closed");
    // one a nanosecond from the start of S until it is closed
    assertThat(simulation.channel(0).count()).isBetween(300_000L, 600_000L);
  }

  private Simulation start(Program main, long... capacities) {
    return Simulation.of(main, NO_GLOBAL_CHECK, free())
        .channels(capacities)
        .sysmonBackedOff(10 * MS)
        .observer(bench)
        .build();
  }

  @Test
  @DisplayName("Select parks on all its channels; the first waker wins, the other entry is gone")
  void selectFirstWakerWins() {
    Program chooser =
        Program.named("X")
            .body()
            .select(new Case(0, false, Then.GO_ON), new Case(1, false, Then.LEAVE))
            .times(3)
            .build();
    Program main =
        Program.named("main")
            .spawn(chooser, 1)
            .yield()
            // X waits on both; one wakes it, the second must find nobody on channel 1
            .send(0)
            .yield()
            .send(1)
            .block()
            .build();
    Simulation simulation = start(main, 0, 0);
    simulation.runUntil(MS);
    assertThat(bench.all("X")).as("its start and two wakings").hasSize(3);
    assertThat(bench.exited).as("the second case left the loop").containsExactly("X");
    assertThat(simulation.channel(0).recvq.isEmpty()).isTrue();
    assertThat(simulation.channel(1).recvq.isEmpty()).isTrue();
  }

  @Test
  @DisplayName("Select sends and receives; with a default it never waits")
  void selectWithDefault() {
    Case sends = new Case(0, true, Then.GO_ON);
    Case receives = new Case(1, false, Then.GO_ON);
    Program main =
        Program.named("main")
            .selectOr(Then.GO_ON, receives)
            .selectOr(Then.GO_ON, sends, receives)
            .selectOr(Then.GO_ON, sends, receives)
            .selectOr(Then.GO_ON, sends, receives)
            .build();
    Simulation simulation = start(main, 2, 0);
    simulation.runUntil(MS);
    assertThat(simulation.channel(0).count()).as("two fit, the third is not done").isEqualTo(2);
    assertThat(bench.exited).containsExactly("main");
  }

  @Test
  @DisplayName("Select takes ready cases in random order, not in the order of the text")
  void selectIsRandom() {
    Program chooser =
        Program.named("main")
            .body()
            .select(new Case(0, true, Then.GO_ON), new Case(1, true, Then.GO_ON))
            .times(1_000)
            .build();
    Simulation simulation = start(chooser, 1_000, 1_000);
    simulation.runUntil(MS);
    assertThat(simulation.channel(0).count()).isBetween(430L, 570L);
    assertThat(simulation.channel(0).count() + simulation.channel(1).count()).isEqualTo(1_000);
  }

  @Test
  @DisplayName("A G that works on two channels in turn leaves the one for the other")
  void twoChannels() {
    Program relay = Program.named("relay").body().receive(0).send(1).forEver();
    Program sink = Program.named("sink").body().receive(1).times(100).build();
    Program main =
        Program.named("main").spawn(relay, 1).spawn(sink, 1).body().send(0).times(100).build();
    for (long capacity : new long[] {0, 1, 7}) {
      Bench seen = new Bench();
      Simulation.of(main, NO_GLOBAL_CHECK, Bench.durations(1_000, 1_000, 0))
          .procs(3)
          .channels(capacity, capacity)
          .sysmonBackedOff(10 * MS)
          .observer(seen)
          .build()
          .runUntil(MS);
      assertThat(seen.exited).contains("sink");
    }
  }
}
