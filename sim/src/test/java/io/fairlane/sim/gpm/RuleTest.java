package io.fairlane.sim.gpm;

import static io.fairlane.sim.gpm.Bench.GO;
import static io.fairlane.sim.gpm.Bench.MS;
import static io.fairlane.sim.gpm.Bench.US;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.sim.program.Program;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules that no conformance scenario shows, each on its own. */
class RuleTest {
  /** Which Ps were got and lost by threads, and when. */
  private static final class Threads implements Observer {
    private final List<String> lines = new ArrayList<>();

    @Override
    public void acquired(long at, P p, int thread) {
      lines.add(p + " acquired at " + at);
    }

    @Override
    public void released(long at, P p, int thread) {
      lines.add(p + " released at " + at);
    }
  }

  private static final Program HOG = Program.named("hog").spend(20_000_000).build();
  private final Bench bench = new Bench();
  private final Threads threads = new Threads();

  @Test
  void goschedWakesAnIdleP() {
    Program main = Program.named("main").spend(1_000_000).yield().spend(1_000_000).block().build();
    simulate(main, Bench.free(), 2, threads).runUntil(2 * MS);
    assertThat(threads.lines).contains("P1 acquired at " + (MS + Durations.CREATE_THREAD));
  }

  @Test
  void aSpinningThreadThatFoundWorkWakesAnother() {
    Program main = Program.named("main").spawn(HOG, 2).spend(20_000_000).block().build();
    simulate(main, Bench.free(), 3, bench).runUntil(5 * MS);
    assertThat(bench.all("hog")).extracting(Bench.Execution::p).containsExactlyInAnyOrder(1, 2);
    assertThat(bench.all("hog")).allSatisfy(e -> assertThat(e.at()).isLessThan(MS));
  }

  @Test
  void atMostHalfOfTheBusyPsLookForWork() {
    // P1's new thread steals the other at 85 us and runs it from 86 us to 1,086 us; then it looks
    // for 1 us, and P0, which has nothing to do from 1,086.5 us on, may not look as well
    Program other = Program.named("other").spend(1_000_000).build();
    Program main = Program.named("main").spawn(other, 1).spend(1_086_500).block().build();
    simulate(main, Bench.free("steal", US), 2, threads).runUntil(2 * MS);
    assertThat(threads.lines)
        .contains("P0 released at " + (1_086 * US + US / 2), "P1 released at " + 1_087 * US);
  }

  @Test
  void aThreadThatStopsSpinningLooksOnceMore() {
    // P1's new thread looks in vain from 1,030 us on for 1 us; what is spawned then wakes nobody
    Program main =
        Program.named("main")
            .spend(1_000_000)
            .yield()
            .spend(30_500)
            .spawn(HOG, 2)
            .spend(9_000_000)
            .block()
            .build();
    simulate(main, Bench.free("steal", US), 2, bench).runUntil(5 * MS);
    assertThat(bench.all("hog")).hasSize(1);
    assertThat(bench.first("hog").at()).isLessThan(MS + 40 * US);
  }

  @Test
  void sysmonsThreadDisplacesTheOneItNames() {
    // a request is visible 5 us later to another CPU, at once to the CPU that sysmon took
    Program main = Program.named("main").body().send(0).forEver();
    Program sink = Program.named("sink").body().receive(0).forEver();
    Program start = Program.named("start").spawn(sink, 1).spawn(main, 1).block().build();
    Durations costs =
        Bench.free("cpus", 1, "send", US / 10, "receive", US / 10, "preemptVisible", 5 * US);
    Simulation.of(start, GO, costs)
        .channels(1_000_000)
        .sysmonBackedOff(0)
        .observer(bench)
        .build()
        .runUntil(25 * MS);
    assertThat(bench.preemptions.getFirst().at() % (10 * MS)).isLessThan(US);
  }

  @Test
  void operationsOfTwoPsOnAChannelCostMore() {
    Program sender = Program.named("sender").body().send(0).forEver();
    Program receiver =
        Program.named("receiver").startClock().body().receive(0).times(1_000).stopClock().build();
    Program main = Program.named("main").spawn(sender, 1).spawn(receiver, 1).block().build();
    Durations costs =
        Bench.free("send", US, "sendContended", 4 * US, "receive", US, "receiveContended", 4 * US);
    Simulation simulation =
        Simulation.of(main, GO, costs).procs(2).channels(100_000).sysmonBackedOff(0).build();
    simulation.runToClockStop(100 * MS);
    Counters c = simulation.counters();
    assertThat(c.clockStopped - c.clockStarted).isBetween(3_500 * US, 4_200 * US);
  }

  @Test
  void onePAtATimeWorksOnTheGlobalQueue() {
    // two Ps that yield once a microsecond and need the lock for all of it: 2,000 turns without it
    Program yields = Program.named("yields").body().spend(1).yield().forEver();
    Program main = Program.named("main").spawn(yields, 6).block().build();
    simulate(main, Bench.free("yield", US, "schedLock", US), 2, bench).runUntil(MS);
    assertThat(bench.all("yields")).hasSizeBetween(900, 1_400);
  }

  @Test
  void aTaskWokenFromOutsideQueuesGloballyAndNotOnTheRing() {
    assertThat(longestWaitOfAWokenSender(GO)).as("the crowd").isBetween(9 * MS, 11 * MS);
    assertThat(longestWaitOfAWokenSender(GO.flipped(Rule.OUTSIDE_TO_LAST_P)))
        .as("at most a ring of it")
        .isBetween(US, 257 * 10 * US);
  }

  /** Past 1,000 turns of 10 us on one P; the lane takes its message at once. */
  private long longestWaitOfAWokenSender(Rules rules) {
    Program hog = Program.named("hog").body().spend(10_000).yield().forEver();
    Program sender = Program.named("sender").body().send(0).forEver();
    Program main =
        Program.named("main").spawn(hog, 1_000).spawn(sender, 1).startLane().block().build();
    Bench seen = new Bench();
    Simulation.of(main, rules, Bench.free())
        .channels(0)
        .lane(Program.named("lane").startClock().body().receive(0).times(1_000).stopClock().build())
        .sysmonBackedOff(500 * MS)
        .observer(seen)
        .build()
        .runUntil(200 * MS);
    List<Long> runs = seen.all("sender").stream().map(Bench.Execution::at).toList();
    long longest = 0;
    for (int i = 1; i < runs.size(); i++) {
      longest = Math.max(longest, runs.get(i) - runs.get(i - 1));
    }
    return longest;
  }

  @Test
  void anIdlePIsWokenForATaskThatLastRanOnIt() {
    Program sender = Program.named("sender").body().send(0).forEver();
    Program main = Program.named("main").spawn(sender, 1).startLane().block().build();
    Program lane =
        Program.named("lane").startClock().body().receive(0).compute(50_000).times(200).build();
    Simulation.of(main, GO.with(Rule.OUTSIDE_TO_LAST_P), Bench.counting(1_000, 0))
        .procs(3)
        .channels(0)
        .lane(lane)
        .sysmonBackedOff(500 * MS)
        .observer(bench)
        .build()
        .runUntil(20 * MS);
    assertThat(bench.all("sender")).hasSizeGreaterThan(150);
    assertThat(bench.all("sender").stream().map(Bench.Execution::p).distinct()).hasSize(1);
  }

  private static Simulation simulate(Program main, Durations costs, int procs, Observer observer) {
    return Simulation.of(main, GO, costs)
        .procs(procs)
        .sysmonBackedOff(50 * MS)
        .observer(observer)
        .build();
  }
}
