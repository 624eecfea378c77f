package io.fairlane.sim.gpm;

import static io.fairlane.sim.gpm.Bench.MS;
import static io.fairlane.sim.gpm.Bench.NO_GLOBAL_CHECK;
import static io.fairlane.sim.gpm.Bench.free;
import static io.fairlane.sim.gpm.Bench.once;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.sim.program.Program;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Conformance scenarios 9 and 10 of the scheduler specification: who completes whom. */
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
}
