package io.fairlane.sim.study;

import io.fairlane.sim.engine.RandomStream;
import io.fairlane.sim.gpm.Counters;
import io.fairlane.sim.gpm.Durations;
import io.fairlane.sim.gpm.G;
import io.fairlane.sim.gpm.Observer;
import io.fairlane.sim.gpm.Rule;
import io.fairlane.sim.gpm.Rules;
import io.fairlane.sim.gpm.Simulation;
import io.fairlane.sim.replication.CostUncertainty;
import java.util.HashMap;
import java.util.Map;

/**
 * Runs a process of section 14 on the model, by the rules of Go 1.19. Each run draws its costs from
 * the ranges that the specification gives for them, as a machine's hours differ.
 */
final class Retrodiction {
  /** A fixed master seed: the table in the README comes out again. */
  private static final long MASTER_SEED = 14;

  private Retrodiction() {}

  /** Messages by producer; the largest share tells whether one supplies everything. */
  private static final class Shares implements Observer {
    private final Map<G, Long> received = new HashMap<>();

    @Override
    public void received(long at, G receiver, G sender, long n) {
      received.merge(sender, n, Long::sum);
    }

    double largest() {
      long sum = received.values().stream().mapToLong(n -> n).sum();
      return received.values().stream().mapToLong(n -> n).max().orElse(0) / (double) sum;
    }
  }

  static Figures run(StudiedProcess process, int rep) {
    Rules rules =
        process.withoutSignals() ? Rules.GO_1_19.without(Rule.SIGNAL_PREEMPTION) : Rules.GO_1_19;
    long seed = RandomStream.derive(MASTER_SEED, rep);
    Durations durations = Durations.of(CostUncertainty.redraw(process.primitiveCosts(), seed));
    Shares shares = new Shares();
    Simulation simulation =
        Simulation.of(process.main(), rules, durations)
            .procs(process.ps())
            .channels(process.capacities())
            .jitteredBy(seed)
            .observer(process.costs().equals("ids") ? shares : Observer.NONE)
            .build();
    if (!simulation.runToClockStop(Long.MAX_VALUE / 2)) {
      throw new IllegalStateException("no end of " + process);
    }
    return figures(process, simulation, durations, shares);
  }

  private static Figures figures(
      StudiedProcess process, Simulation simulation, Durations durations, Shares shares) {
    Counters end = simulation.counters();
    Counters start = simulation.countersAtClockStart();
    double seconds = (end.clockStopped - end.clockStarted) / Durations.PS_PER_SECOND;
    long turns = end.backgroundTurns - start.backgroundTurns;
    double turnSeconds =
        (StudiedProcess.COUNTS * durations.iterationPs() + durations.yield())
            / Durations.PS_PER_SECOND;
    return new Figures(
        process.messages(),
        process.background(),
        seconds,
        seconds - turns * turnSeconds / process.ps(),
        process.background() == 0 ? 0 : (double) turns / process.background(),
        end.preemptionsConsumer
            + end.preemptionsProducer
            - start.preemptionsConsumer
            - start.preemptionsProducer,
        end.preemptionRequests - start.preemptionRequests,
        end.limbos - start.limbos,
        shares.largest(),
        end.clockStarted / Durations.PS_PER_SECOND,
        start.preemptionsOther);
  }
}
