package io.fairlane.sim.gpm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Distribution;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.Work;
import io.fairlane.sim.engine.RandomStream;
import io.fairlane.sim.program.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** Channel turns taken in bulk give the history of single steps, to the bit. */
class BulkStepsTest {
  private static final long US = 1_000_000;

  /**
   * Rules there were when the seeds of the examples were found; what came later has its own draw.
   */
  private static final List<Rule> FIRST_RULES =
      Arrays.stream(Rule.values()).filter(rule -> rule != Rule.OUTSIDE_TO_LAST_P).toList();

  /** Simulated time after which a run is compared as far as it got. */
  private static final long LONGEST = 500_000 * US;

  @Property
  void bulkEqualsStepByStep(@ForAll @LongRange(min = 0) long seed) {
    bulkEqualsStepByStep(seed, true);
  }

  /**
   * Several producers on three to eight Ps: what an operation takes changes as they come and go.
   */
  @Property
  void ofACrowdOnOneChannelToo(@ForAll @LongRange(min = 0) long seed) {
    RandomStream random = new RandomStream(seed, 3);
    int[] capacities = {1, 7, 100, 3_000, 1_000_000};
    Scenario scenario =
        new Scenario(
            "crowd",
            3 + random.below(6),
            new Scenario.Background(random.below(20), work(random, random.below(20_000))),
            new Scenario.Producers(
                2 + random.below(15),
                work(random, random.below(2) * random.below(20_000)),
                0,
                Scenario.Arrivals.values()[0]),
            new Scenario.Channel(capacities[random.below(capacities.length)]),
            new Scenario.Consumer(
                1 + random.below(5_000),
                work(random, random.below(2) * random.below(5_000)),
                Scenario.LockedBy.values()[random.below(2)]));
    Arm arm = List.of(Arm.FAIR, Arm.LOCKED, Arm.DEDICATED).get(random.below(3));
    Rules rules = Rules.PRESETS.get(random.below(Rules.PRESETS.size()));
    Durations durations = durations(random, random, random);
    assertBulkEqualsSteps(new Run(scenario, arm, rules, durations, List.of(), seed));
  }

  /**
   * @param all false: only what could be drawn when the seeds of the examples were found
   */
  private static void bulkEqualsStepByStep(long seed, boolean all) {
    RandomStream random = new RandomStream(seed, 0);
    Arm arm = List.of(Arm.FAIR, Arm.LOCKED, Arm.DEDICATED).get(random.below(3));
    int procs = 1 + random.below(random.below(4) == 0 ? 64 : 3);
    int[] capacities = {0, 1, 2, 7, 100, 3_000, 50_000, 1_000_000};
    int tasks = random.below(random.below(3) == 0 ? 2_000 : 40);
    long longestTurn = random.below(10) == 0 ? 100_000_000 : random.below(4) == 0 ? 200 : 40_000;
    Scenario scenario =
        new Scenario(
            "random",
            procs,
            new Scenario.Background(tasks, work(random, random.below(longestTurn))),
            new Scenario.Producers(
                1 + random.below(6),
                work(random, random.below(3) == 0 ? random.below(20_000) : 0),
                random.below(5) == 0 ? 100_000 + random.below(2_000_000) : 0,
                Scenario.Arrivals.values()[random.below(2)]),
            new Scenario.Channel(capacities[random.below(capacities.length)]),
            new Scenario.Consumer(
                1 + random.below(20_000),
                work(random, random.below(3) == 0 ? random.below(20_000) : 0),
                Scenario.LockedBy.values()[random.below(2)]));
    RandomStream later = new RandomStream(seed, 1);
    Durations durations = durations(random, later, all ? new RandomStream(seed, 2) : null);
    List<Durations> cpus =
        all && later.below(2) == 0 ? different(durations, procs, later) : List.of();
    Rules rules = Rules.PRESETS.get(random.below(Rules.PRESETS.size()));
    for (int flips = random.below(4); flips > 1; flips--) {
      rules = rules.flipped(FIRST_RULES.get(random.below(FIRST_RULES.size())));
    }
    if (all && later.below(3) == 0) {
      rules = rules.flipped(Rule.OUTSIDE_TO_LAST_P);
    }
    assertBulkEqualsSteps(new Run(scenario, arm, rules, durations, cpus, seed));
  }

  private static void assertBulkEqualsSteps(Run run) {
    String what = run.toString();
    History bulk = run.run(true, -1);
    History steps = run.run(false, -1);
    int different = firstDifference(bulk.lines.build(), steps.lines.build());
    if (different >= 0) {
      assertThat(run.run(true, different).text)
          .as("line %d of %s", different, what)
          .isEqualTo(run.run(false, different).text);
    }
    assertThat(firstDifference(bulk.messages.build(), steps.messages.build()))
        .as(what)
        .isEqualTo(-1);
    assertThat(bulk.latencies.messages()).as(what).isEqualTo(steps.latencies.messages());
    assertThat(bulk.latencies.consumerDelay()).as(what).isEqualTo(steps.latencies.consumerDelay());
    assertThat(bulk.latencies.producerDelay()).as(what).isEqualTo(steps.latencies.producerDelay());
    assertThat(bulk.simulation.now()).as(what).isEqualTo(steps.simulation.now());
    assertThat(bulk.simulation.counters().backgroundTurns)
        .as(what)
        .isEqualTo(steps.simulation.counters().backgroundTurns);
  }

  /** A run that was cut while a bulk step was under way, found by the property above. */
  @Example
  void aRunThatIsCutEndsWhenItWasCut() {
    bulkEqualsStepByStep(217_407, false);
  }

  /** A locked G that is picked before its thread has gone to sleep, found by the property above. */
  @Example
  void aLockedTaskCanBePickedWhileItsThreadStillParksIt() {
    bulkEqualsStepByStep(8_267, false);
  }

  private static Work work(RandomStream random, long mean) {
    Distribution distribution =
        random.below(2) == 0
            ? Distribution.CONSTANT
            : Distribution.values()[random.below(Distribution.values().length)];
    return new Work(mean, distribution, 1.5);
  }

  /** Index of the first element that differs, or -1. */
  private static int firstDifference(LongStream a, LongStream b) {
    return Arrays.mismatch(a.toArray(), b.toArray());
  }

  /**
   * @param later draws what was added later, so that the seeds of examples mean what they meant
   * @param growths draws what was added after that; null: no growth
   */
  private static Durations durations(
      RandomStream random, RandomStream later, RandomStream growths) {
    return new Durations(
        1 + random.below(4),
        250,
        random.below(400_000),
        1_000 + random.below(40_000),
        1_000 + random.below(40_000),
        1_000 + random.below(200_000),
        1_000 + random.below(200_000),
        growths == null ? 0 : growths.below(2) * growths.below(150) / 100.0,
        growths == null ? 0 : growths.below(2) * growths.below(150) / 100.0,
        later.below(2) * later.below(50_000),
        random.below(100_000),
        random.below(100_000),
        later.below(2) * later.below(50_000),
        random.below(1_000_000),
        random.below(10_000_000),
        1 + random.below(10_000_000),
        1 + random.below(30_000_000),
        1 + random.below(80_000_000),
        1 + random.below(1_000_000),
        55 * US,
        10_100 * US,
        60 * US,
        random.below(400_000),
        random.below(5_000_000),
        random.below(200_000),
        random.below(20) / 100.0,
        random.below(20) / 100.0);
  }

  /** CPUs from twice as fast to twice as slow; the lane's is one more than there are Ps. */
  private static List<Durations> different(Durations durations, int procs, RandomStream random) {
    List<Durations> cpus = new ArrayList<>();
    for (int cpu = 0; cpu <= procs; cpu++) {
      cpus.add(durations.lone(0.5 + random.below(1_500) / 1_000.0));
    }
    return cpus;
  }

  private record Run(
      Scenario scenario,
      Arm arm,
      Rules rules,
      Durations durations,
      List<Durations> cpus,
      long seed) {
    History run(boolean bulk, int wantedLine) {
      Workload workload = Workload.of(scenario, arm);
      History history = new History(wantedLine);
      Simulation simulation =
          Simulation.of(workload.main(), rules, durations)
              .procs(scenario.processors())
              .cpus(cpus)
              .channels(scenario.channel().capacity())
              .lane(workload.lane())
              .jitteredBy(seed)
              .bulk(bulk)
              .observer(history)
              .latency(history.latencies)
              .build();
      history.simulation = simulation;
      if (!simulation.runToClockStop(LONGEST)) {
        // single steps and runs under way alike: what has started counts
        simulation.channel(Workload.CHANNEL).settle(LONGEST, Integer.MAX_VALUE);
      }
      return history;
    }
  }
}
