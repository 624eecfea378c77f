package io.fairlane.bench;

import io.fairlane.experiment.Arm;
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

/** One replication of the seed scenario on the scheduler model, the spawning included. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SchedulerBenchmark {
  @Param("")
  String costs;

  @Param("FAIR")
  Arm arm;

  private Scenario scenario;
  private Costs goCosts;
  private long seed;

  @Setup
  public void read() {
    scenario = ScenarioFiles.read("seed", List.of());
    goCosts = CostsFile.read(Path.of(costs)).get(Runtime.GO);
  }

  @Benchmark
  public long replication(Work done) {
    Workload workload = Workload.of(scenario, arm);
    Simulation simulation =
        Simulation.of(workload.main(), Rules.of(Runtime.GO), Durations.of(goCosts))
            .procs(scenario.processors())
            .channels(scenario.channel().capacity())
            .jitteredBy(seed++)
            .build();
    if (!simulation.runToClockStop(Long.MAX_VALUE - 1)) {
      throw new IllegalStateException("the consumer did not finish");
    }
    Counters counters = simulation.counters();
    done.events += counters.events;
    done.messages += scenario.consumer().messages();
    done.turns += counters.backgroundTurns;
    return counters.clockStopped;
  }
}
