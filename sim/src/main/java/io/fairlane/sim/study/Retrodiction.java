package io.fairlane.sim.study;

import io.fairlane.sim.engine.RandomStream;
import io.fairlane.sim.gpm.Counters;
import io.fairlane.sim.gpm.Durations;
import io.fairlane.sim.gpm.G;
import io.fairlane.sim.gpm.Observer;
import io.fairlane.sim.gpm.Rule;
import io.fairlane.sim.gpm.Rules;
import io.fairlane.sim.gpm.Simulation;
import io.fairlane.sim.program.Program;
import io.fairlane.sim.program.Workload;
import java.util.HashMap;
import java.util.Map;

/** Runs a cell of section 14 on the model, by the rules of Go 1.19, and reads off its figure. */
final class Retrodiction {
  private final SeenCell cell;

  Retrodiction(SeenCell cell) {
    this.cell = cell;
  }

  /** Messages by producer; the largest share tells whether one supplies everything. */
  private static final class Shares implements Observer {
    private final Map<G, Long> received = new HashMap<>();

    @Override
    public void received(long at, G receiver, G sender, long n) {
      received.merge(sender, n, Long::sum);
    }

    double largestPercent() {
      long sum = received.values().stream().mapToLong(n -> n).sum();
      return 100.0 * received.values().stream().mapToLong(n -> n).max().orElse(0) / sum;
    }
  }

  /** What one run of the model gives, in the cell's unit. */
  double run(int rep) {
    Rules rules =
        cell.withoutSignals() ? Rules.GO_1_19.without(Rule.SIGNAL_PREEMPTION) : Rules.GO_1_19;
    Shares shares = new Shares();
    Simulation simulation =
        Simulation.of(main(), rules, Durations.of(Section14Costs.of(cell.ps(), cell.cpus())))
            .procs(cell.ps())
            .channels(cell.capacity())
            .jitteredBy(RandomStream.derive(14, rep))
            .observer(cell.unit().startsWith("top") ? shares : Observer.NONE)
            .build();
    simulation.runToClockStop(Long.MAX_VALUE / 2);
    Counters end = simulation.counters();
    Counters start = simulation.countersAtClockStart();
    double seconds = (end.clockStopped - end.clockStarted) / Durations.PS_PER_SECOND;
    return switch (cell.unit()) {
      case "seconds" -> seconds;
      case "laps", "mean laps" ->
          (double) (end.backgroundTurns - start.backgroundTurns) / cell.background();
      case "ns a message" -> 1e9 * seconds / cell.messages();
      case "top share %" -> shares.largestPercent();
      case "spawn seconds" -> end.clockStarted / Durations.PS_PER_SECOND;
      default -> throw new IllegalStateException("no unit '" + cell.unit() + "'");
    };
  }

  /** The origin program: background, producers, consumer last, then main blocks for ever. */
  private Program main() {
    Program background =
        Program.named(Workload.BACKGROUND).body().compute(100_000).yield().forEver();
    Program.Builder producer = Program.named(Workload.PRODUCER);
    Program.Builder consumer = Program.named(Workload.CONSUMER);
    if (cell.producersLock()) {
      producer.lock();
    }
    if (cell.consumerLocks()) {
      consumer.lock();
    }
    Program receives =
        consumer
            .startClock()
            .body()
            .receive(Workload.CHANNEL)
            .times(cell.messages())
            .stopClock()
            .build();
    return Program.named("main")
        .spawn(background, cell.background())
        .spawn(producer.body().send(Workload.CHANNEL).forEver(), cell.producers())
        .spawn(receives, 1)
        .block()
        .build();
  }
}
