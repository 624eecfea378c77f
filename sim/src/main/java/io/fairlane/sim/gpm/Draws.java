package io.fairlane.sim.gpm;

import io.fairlane.sim.engine.Jitter;
import io.fairlane.sim.engine.RandomStream;
import io.fairlane.sim.program.Instruction;
import io.fairlane.sim.program.Instruction.Kind;
import io.fairlane.sim.program.Pace;
import io.fairlane.sim.program.Spread;
import java.util.function.IntFunction;

/**
 * What the workload itself draws: how much work a turn or a message takes, when a message is due.
 * Each use of work has a stream of its own and each paced producer another, so that arms of one
 * replication meet the same messages at the same intended times.
 */
final class Draws {
  /** Streams from this number on belong to paced producers. */
  private static final int FIRST_PACER = 16;

  private final IntFunction<RandomStream> streams;
  private final boolean random;
  private final Jitter[] factors = new Jitter[FIRST_PACER];

  /** When the schedule of all paced producers begins: at the first one's first look at it. */
  private long origin = -1;

  private int pacers;

  /**
   * @param streams by number, from 0
   * @param random false: everything is as long as its mean
   */
  Draws(IntFunction<RandomStream> streams, boolean random) {
    this.streams = streams;
    this.random = random;
  }

  /** Iterations that a computation takes this time. */
  long amount(Instruction compute) {
    return compute.kind() == Kind.COMPUTE_DRAWN
        ? Jitter.times(compute.amount(), factor(compute.spread()).draw())
        : compute.amount();
  }

  Jitter factor(Spread spread) {
    Jitter factor = factors[spread.stream()];
    if (factor == null) {
      factor = random ? jitter(spread) : Jitter.NONE;
      factors[spread.stream()] = factor;
    }
    return factor;
  }

  /**
   * The schedule of {@code g}, made at its first look. Equal gaps are shifted against those of the
   * other producers, so that together they send at equal gaps, too.
   */
  Pacer pacer(G g, Pace pace, long now) {
    WaitRecord waits = g.waits();
    if (waits.pacer == null) {
      if (origin < 0) {
        origin = now;
      }
      int number = pacers++;
      Jitter gaps =
          pace.exponential() && random
              ? Jitter.exponential(streams.apply(FIRST_PACER + number))
              : Jitter.NONE;
      long first =
          gaps == Jitter.NONE ? number * pace.shift() : Jitter.times(pace.gap(), gaps.draw());
      waits.pacer = new Pacer(origin + first, pace.gap(), gaps);
    }
    return waits.pacer;
  }

  private Jitter jitter(Spread spread) {
    RandomStream stream = streams.apply(spread.stream());
    return switch (spread.distribution()) {
      case CONSTANT -> Jitter.NONE;
      case EXPONENTIAL -> Jitter.exponential(stream);
      case LOGNORMAL -> Jitter.lognormal(spread.shape(), stream);
      case PARETO -> Jitter.pareto(spread.shape(), stream);
    };
  }
}
