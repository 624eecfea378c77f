package io.fairlane.sim.gpm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.experiment.Distribution;
import io.fairlane.sim.engine.RandomStream;
import io.fairlane.sim.latency.Latencies;
import io.fairlane.sim.program.Instruction.Case;
import io.fairlane.sim.program.Instruction.Then;
import io.fairlane.sim.program.Pace;
import io.fairlane.sim.program.Program;
import io.fairlane.sim.program.Spread;
import io.fairlane.sim.program.Workload;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/**
 * Random programs of everything that Gs can do, on several channels and Ps: steps in bulk give the
 * history of single steps, and the same seed gives the same history. Deadlocks and panics are part
 * of the history.
 */
class VocabularyStepsTest {
  private static final long US = 1_000_000;
  private static final int CHANNELS = 3;
  private static final long END = 60_000 * US;

  private static final class History implements Observer {
    private final List<String> lines = new ArrayList<>();
    private final List<G> all = new ArrayList<>();
    private final Latencies latencies = new Latencies();

    @Override
    public void created(long at, G g, G by, P p) {
      if (isSomebody(g)) {
        all.add(g);
      }
    }

    /** False for one of a crowd, whose turns bulk steps do not report. */
    private static boolean isSomebody(G g) {
      return !g.program().name().equals(Workload.BACKGROUND);
    }

    @Override
    public void executed(long at, G g, P p, int thread, long tick, boolean inherited) {
      if (isSomebody(g)) {
        lines.add(at + " " + p + " runs " + g + " on " + thread + " tick " + tick + inherited);
      }
    }

    @Override
    public void stopped(long at, G g, P p, Stop why) {
      if (isSomebody(g)) {
        lines.add(at + " " + p + " stops " + g + " " + why);
      }
    }

    @Override
    public void readied(long at, G g, G by, P p) {
      lines.add(at + " " + by + " readies " + g);
    }
  }

  @Property(tries = 200, seed = "20261125")
  void bulkEqualsStepByStep(@ForAll @LongRange(min = 0) long seed) {
    History bulk = run(seed, true);
    History steps = run(seed, false);
    assertThat(bulk.lines).isEqualTo(steps.lines);
    assertThat(bulk.latencies.messages()).isEqualTo(steps.latencies.messages());
    assertThat(bulk.lines).isEqualTo(run(seed, true).lines);
    assertThat(bulk.lines).hasSizeGreaterThan(3);
  }

  private static History run(long seed, boolean bulk) {
    RandomStream random = new RandomStream(seed, 0);
    long[] capacities = new long[CHANNELS];
    for (int i = 0; i < CHANNELS; i++) {
      capacities[i] = List.of(0, 1, 5, 300).get(random.below(4));
    }
    Program.Builder main = Program.named("main").startClock();
    for (int kind = 0; kind < 2 + random.below(4); kind++) {
      main.spawn(program("G" + kind, random), 1 + random.below(4));
    }
    if (random.below(3) == 0) {
      main.spawn(
          Program.named(Workload.BACKGROUND)
              .body()
              .compute(1 + random.below(200), new Spread(Distribution.LOGNORMAL, 2, 1))
              .yield()
              .forEver(),
          1 + random.below(300));
    }
    Rules rules = Rules.PRESETS.get(random.below(Rules.PRESETS.size()));
    for (int flips = random.below(4); flips > 1; flips--) {
      rules = rules.flipped(Rule.values()[random.below(Rule.values().length)]);
    }
    History history = new History();
    Simulation simulation =
        Simulation.of(main.block().build(), rules, Bench.counting(200_000, 20_000))
            .procs(1 + random.below(4))
            .channels(capacities)
            .jitteredBy(seed)
            .bulk(bulk)
            .observer(history)
            .latency(history.latencies)
            .build();
    try {
      simulation.runUntil(END);
    } catch (IllegalStateException ended) {
      history.lines.add(simulation.now() + " " + ended.getMessage());
      if (ended.getMessage().contains("deadlock")) {
        // nobody was forgotten on the way
        assertThat(history.all)
            .extracting(G::state)
            .isSubsetOf(G.State.WAITING, G.State.BLOCKED, G.State.DEAD);
      }
    }
    // runs under way: what has started counts
    simulation.channel(0).settle(simulation.now(), Integer.MAX_VALUE);
    return history;
  }

  private static Program program(String name, RandomStream random) {
    Program.Builder program = Program.named(name);
    if (random.below(5) == 0) {
      program.lock();
    }
    program.body();
    if (random.below(3) == 0) {
      // a shape that is taken in bulk
      if (random.below(2) == 0) {
        program.send(random.below(CHANNELS));
      } else {
        program.receiveUntilClosed(random.below(CHANNELS));
      }
    } else {
      int steps = 1 + random.below(5);
      for (int i = 0; i < steps; i++) {
        step(program, random, name);
      }
    }
    program.times(1 + random.below(60));
    if (random.below(8) == 0) {
      program.close(random.below(CHANNELS));
    }
    return program.build();
  }

  private static void step(Program.Builder program, RandomStream random, String name) {
    int channel = random.below(CHANNELS);
    switch (random.below(12)) {
      case 0 -> program.spend(1 + random.below(300_000));
      case 1 -> program.yield();
      case 2, 3 -> program.send(channel);
      case 4, 5 -> program.receive(channel);
      case 6 ->
          program.select(
              new Case(channel, random.below(2) == 0, Then.GO_ON),
              new Case((channel + 1) % CHANNELS, random.below(2) == 0, Then.GO_ON));
      case 7 -> program.selectOr(Then.GO_ON, new Case(channel, random.below(2) == 0, Then.LEAVE));
      case 8 -> program.sleep(random.below(400_000));
      case 9 -> program.pace(Pace.of(1 + random.below(50_000), 3, random.below(2) == 0));
      case 10 -> {
        if (random.below(2) == 0) {
          program.syscall(1 + random.below(200_000));
        } else {
          program.blockingSyscall(1 + random.below(200_000));
        }
      }
      default ->
          program
              .compute(1 + random.below(100), new Spread(Distribution.EXPONENTIAL, 0, 0))
              .spawn(Program.named(name + "child").yield().build(), random.below(3));
    }
  }
}
