package io.fairlane.sim.replication;

import io.fairlane.experiment.Arm;
import io.fairlane.experiment.Costs;
import io.fairlane.experiment.Runtime;
import io.fairlane.experiment.Scenario;
import io.fairlane.experiment.Trial;
import io.fairlane.sim.engine.RandomStream;
import io.fairlane.sim.gpm.Counters;
import io.fairlane.sim.gpm.Durations;
import io.fairlane.sim.gpm.Rule;
import io.fairlane.sim.gpm.Rules;
import io.fairlane.sim.gpm.Simulation;
import io.fairlane.sim.gpm.SimulationSetup;
import io.fairlane.sim.latency.DelayHistogram;
import io.fairlane.sim.latency.Latencies;
import io.fairlane.sim.program.Workload;

/**
 * One simulated run of one arm, from the start of the process to the consumer's last message, with
 * costs drawn from the calibration's intervals.
 */
public final class Replication {
  private Replication() {}

  /** The process of a replication before it starts: an observer can be added to watch it. */
  public static SimulationSetup setup(Batch batch, Arm arm, int rep) {
    Scenario scenario = batch.scenario();
    Model model = batch.model();
    long seed = RandomStream.derive(batch.seed(), rep);
    Workload workload = Workload.of(scenario, arm);
    Costs costs = model.drawsCosts() ? drawn(batch.costs(), batch.seed(), rep) : batch.costs();
    HostSpeed speed = model.drawsCosts() ? batch.speed().drawn(seed) : batch.speed();
    int cpus = scenario.processors();
    return Simulation.of(
            workload.main(), rules(scenario, model), Durations.of(speed.all(costs), cpus))
        .cpus(speed.each(costs, cpus, seed).stream().map(its -> Durations.of(its, cpus)).toList())
        .procs(scenario.processors() - (arm.outsideRunQueues() ? 1 : 0))
        // the pool's own; Go leaves it to the kernel
        .confinedTo(batch.runtime() == Runtime.POOL ? cpus : Integer.MAX_VALUE)
        .channels(scenario.channel().capacity())
        .lane(workload.lane())
        .jitteredBy(seed)
        .observer(model.observers().get());
  }

  /** The model's, but for what the scenario says of the scheduler itself. */
  private static Rules rules(Scenario scenario, Model model) {
    Rules rules = model.rules().withTimeSlice(scenario.timeSlice());
    return scenario.wakeFromOutside() == Scenario.WakeFromOutside.LAST_P
        ? rules.with(Rule.OUTSIDE_TO_LAST_P)
        : rules;
  }

  /**
   * Replications 2k and 2k+1 share a draw of the costs, so that what the calibration does not know
   * can be told from luck.
   */
  private static Costs drawn(Costs costs, long masterSeed, int rep) {
    return CostUncertainty.redraw(costs, RandomStream.derive(masterSeed, rep - rep % 2));
  }

  /**
   * @param masterSeed of the run; arms with the same {@code rep} meet the same random numbers
   */
  public static Trial run(
      Scenario scenario, Runtime runtime, Arm arm, Costs costs, long masterSeed, int rep) {
    return run(
        Batch.one(scenario, runtime, arm, costs, masterSeed, rep, Model.of(runtime)), arm, rep);
  }

  /**
   * One replication of a batch.
   *
   * @throws NoEndException if the consumer's clock does not stop in time
   */
  public static Trial run(Batch batch, Arm arm, int rep) {
    Scenario scenario = batch.scenario();
    Model model = batch.model();
    long seed = RandomStream.derive(batch.seed(), rep);
    Latencies latencies = new Latencies();
    Simulation simulation = setup(batch, arm, rep).latency(latencies).build();
    boolean finished =
        simulation.runToClockStop((long) (model.longestSeconds() * Durations.PS_PER_SECOND));
    if (!finished) {
      throw new NoEndException(model.longestSeconds());
    }
    Counters end = simulation.counters();
    Counters start = simulation.countersAtClockStart();
    return new Trial(
        Trial.Kind.PREDICTED,
        scenario.name(),
        batch.runtime(),
        arm,
        rep,
        seed,
        (end.clockStopped - end.clockStarted) / Durations.PS_PER_SECOND,
        scenario.consumer().messages(),
        new Trial.Counters(
            end.backgroundTurns - start.backgroundTurns,
            end.preemptionsConsumer - start.preemptionsConsumer,
            end.preemptionsProducer - start.preemptionsProducer,
            end.handoffs - start.handoffs,
            end.steals - start.steals,
            end.globalGets - start.globalGets),
        latency(latencies),
        Trial.Verdict.CLEAN,
        Trial.HostNoise.ABSENT);
  }

  private static Trial.Latency latency(Latencies latencies) {
    DelayHistogram messages = latencies.messages();
    return new Trial.Latency(
        messages.quantileNs(0.5),
        messages.quantileNs(0.99),
        messages.quantileNs(0.999),
        delay(latencies.consumerDelay()),
        delay(latencies.producerDelay()));
  }

  private static Trial.RunQueueDelay delay(DelayHistogram delays) {
    return new Trial.RunQueueDelay(
        delays.quantileNs(0.5), delays.quantileNs(0.99), delays.quantileNs(0.999));
  }
}
