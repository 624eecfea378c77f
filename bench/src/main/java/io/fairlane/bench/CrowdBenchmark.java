package io.fairlane.bench;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Cost;
import io.fairlane.experiment.Costs;
import io.fairlane.experiment.CostsFile;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.ScenarioFiles;
import io.fairlane.sim.gpm.Counters;
import io.fairlane.sim.gpm.Durations;
import io.fairlane.sim.gpm.Rules;
import io.fairlane.sim.gpm.Simulation;
import io.fairlane.sim.program.Workload;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The seed scenario in its steady state, with more background tasks: does an event cost more when
 * there are more of them? Spawning costs 1 ns here, because at its real cost it goes on for a
 * number of events that grows with the square of the tasks; the consumer never finishes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CrowdBenchmark {
  private static final long STEP = (long) Durations.PS_PER_SECOND;

  @Param("")
  String costs;

  @Param("50000")
  int tasks;

  private Simulation simulation;

  @Setup
  public void spawn() {
    Scenario scenario =
        ScenarioFiles.read(
            "seed", List.of("background.tasks=" + tasks, "consumer.messages=1000000000000"));
    Costs measured = CostsFile.read(Path.of(costs)).get(Runtime.GO);
    Cost spawn = measured.spawn();
    Costs cheap =
        measured.map(cost -> cost == spawn ? Cost.cited(1, "so that spawning ends") : cost);
    Workload workload = Workload.of(scenario, Arm.FAIR);
    simulation =
        Simulation.of(workload.main(), Rules.of(Runtime.GO), Durations.of(cheap))
            .procs(scenario.processors())
            .channels(scenario.channel().capacity())
            .jitteredBy(1)
            .build();
    while (simulation.counters().clockStarted < 0) {
      simulation.runUntil(simulation.now() + STEP);
    }
  }

  /** One simulated second. */
  @Benchmark
  public long second(Work done) {
    Counters counters = simulation.counters();
    long events = counters.events;
    long turns = counters.backgroundTurns;
    simulation.runUntil(simulation.now() + STEP);
    done.events += counters.events - events;
    done.turns += counters.backgroundTurns - turns;
    return simulation.now();
  }
}
