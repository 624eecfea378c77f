package io.fairlane.sim.gpm;

import static io.fairlane.sim.gpm.Bench.MS;
import static io.fairlane.sim.gpm.Bench.NO_GLOBAL_CHECK;
import static io.fairlane.sim.gpm.Bench.US;
import static io.fairlane.sim.gpm.Bench.once;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.sim.program.Program;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Conformance scenarios 8 and 19: requests that miss, and requests that hit inside a hand-off. */
class PreemptionConformanceTest {
  private final Bench bench = new Bench();

  /** A receive takes 1 us; so does the switch after a park. */
  private static final Durations SLOW_PARK = Bench.free("receive", US, "park", US);

  @Test
  @DisplayName("8 Lost preemption: the request finds no current G; next chance D later")
  void scenario08NoCurrentG() {
    // A parks from 19.9985 to 19.9995 ms; then the M is between Gs until 20.0005 ms
    successorOf(18_997_500);
    assertThat(bench.requests).extracting(Bench.Event::g).startsWith((G) null);
    assertThat(bench.preemptions).extracting(e -> e.at() / MS).containsExactly(30L);
    assertThat(bench.preemptions.getFirst().g().program().name()).isEqualTo("B");
  }

  @Test
  @DisplayName("8 Lost preemption: the request names A, but A parks before its next check")
  void scenario08NamedGParks() {
    // A parks from 19.9995 to 20.0005 ms
    successorOf(18_998_500);
    assertThat(bench.requests.getFirst().g().program().name()).isEqualTo("A");
    assertThat(bench.preemptions).extracting(e -> e.at() / MS).containsExactly(30L);
    assertThat(bench.preemptions.getFirst().g().program().name()).isEqualTo("B");
  }

  @Test
  @DisplayName(
      "8 No lost preemption: the request names the G that returns from where it had parked")
  void scenario08NamedGReturns() {
    // A parks from 19.9985 to 19.9995 ms; B is there from then on and has returned at 20.0005 ms
    successorOf(18_997_500, Bench.free("receive", US, "resume", US));
    assertThat(bench.requests.getFirst().g().program().name()).isEqualTo("B");
    assertThat(bench.preemptions.getFirst().at() / MS).isEqualTo(20L);
    assertThat(bench.preemptions.getFirst().g().program().name()).isEqualTo("B");
  }

  private void successorOf(long workNs) {
    successorOf(workNs, SLOW_PARK);
  }

  /** A, with a tick from 1 ms on, works, readies B and parks; B inherits and computes. */
  private void successorOf(long workNs, Durations durations) {
    Program b = Program.named("B").spend(100_000_000).build();
    Program a = Program.named("A").spend(workNs).spawn(b, 1).receive(0).build();
    Program main =
        Program.named("main").spend(1_000_000).spawn(a, 1).spawn(once("other"), 1).block().build();
    // main's park takes 1 us as well, and so A starts at 1.001 ms
    Simulation.of(main, NO_GLOBAL_CHECK, durations)
        .channels(1)
        .sysmonBackedOff(0)
        .observer(bench)
        .build()
        .runUntil(35 * MS);
    assertThat(bench.first("B").inherited()).isTrue();
    assertThat(bench.first("B").tick()).isEqualTo(bench.first("A").tick());
  }

  @Test
  @DisplayName(
      "19 Hit inside a hand-off: p to the global tail, C in limbo for a lap, other Ps park")
  void scenario19Limbo() {
    // main: C parks in recvq; p sends from 19.9995 to 20.0005 ms; q tries to send after it
    Program c = Program.named("C").receive(0).spend(1_000_000).block().build();
    Program p = Program.named("p").spend(18_999_500).send(0).spend(2_000_000).block().build();
    Program q = Program.named("q").send(0).build();
    Program background = Program.named("bg").body().spend(1_000_000).yield().forEver();
    Program main =
        Program.named("main")
            .spawn(c, 1)
            .spend(1_000_000)
            .yield()
            .spawn(p, 1)
            .spawn(q, 1)
            .spawn(once("other"), 1)
            .block()
            .build();
    Simulation simulation =
        Simulation.of(main, NO_GLOBAL_CHECK, Bench.free("send", US))
            .channels(0)
            .sysmonBackedOff(0)
            .observer(bench)
            .build();
    for (int i = 0; i < 20; i++) {
      simulation.scheduler().queues().global.add(new G(1_000 + i, background));
    }
    // main's yield let all 20 run once: 20 ms later p starts its slice
    long start = runUntilFirst(simulation, "p");
    long hit = start + 18_999_500_000L + US;
    simulation.runUntil(hit + MS / 2);
    assertThat(bench.preemptions).hasSize(1);
    assertThat(bench.preemptions.getFirst().g().program().name()).isEqualTo("p");
    assertThat(bench.preemptions.getFirst().at()).isEqualTo(hit);
    G consumer = bench.first("C").g();
    assertThat(consumer.state()).as("neither in recvq nor runnable").isEqualTo(G.State.LIMBO);
    assertThat(simulation.channel(0).recvq.isEmpty()).isTrue();
    assertThat(bench.first("q").g().state())
        .as("no receiver waits for q")
        .isEqualTo(G.State.WAITING);

    simulation.runUntil(hit + 19 * MS);
    assertThat(consumer.state()).as("19 turns later").isEqualTo(G.State.LIMBO);
    simulation.runUntil(hit + 30 * MS);
    Bench.Execution back = bench.all("p").getLast();
    assertThat(back.at() - hit).as("one lap").isBetween(20 * MS, 21 * MS);
    Bench.Execution resumed = bench.all("C").getLast();
    assertThat(resumed.inherited()).isTrue();
    assertThat(resumed.at()).as("p goes on first, C is in runnext").isEqualTo(back.at() + 2 * MS);
    assertThat(bench.received.getFirst().sender().program().name()).isEqualTo("p");
    assertThat(simulation.counters().limbos).isEqualTo(1);
  }

  private long runUntilFirst(Simulation simulation, String name) {
    long step = MS / 10;
    for (long at = step; bench.all(name).isEmpty(); at += step) {
      simulation.runUntil(at);
    }
    return bench.first(name).at();
  }
}
