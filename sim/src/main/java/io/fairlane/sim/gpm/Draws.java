package io.fairlane.sim.gpm;

import io.fairlane.sim.engine.Jitter;
import io.fairlane.sim.engine.RandomStream;
import io.fairlane.sim.program.Instruction;
import io.fairlane.sim.program.Instruction.Kind;
import io.fairlane.sim.program.Pace;
import io.fairlane.sim.program.Spread;

/**
 * What the workload itself draws: how much work a turn or a message takes, when a message is due.
 * Each use of work has a stream on each P, and each paced producer one of its own, so that arms of
 * one replication meet the same messages at the same intended times.
 */
final class Draws {
  /** Uses of work that a {@link Spread} can name. */
  private static final int USES = 8;

  private final Streams streams;
  private final boolean random;

  /** By use of work, then by P; the last is the lane's. */
  private final Jitter[][] factors = new Jitter[USES][];

  private final int procs;

  /** When the schedule of all paced producers begins: at the first one's first look at it. */
  private long origin = -1;

  private int pacers;

  /** The last Poisson producer's gaps, whose table all others share. */
  private Jitter withoutMemory;

  /** A stream of random numbers for each use and index. */
  interface Streams {
    RandomStream of(int use, int index);
  }

  /**
   * @param random false: everything is as long as its mean
   */
  Draws(Streams streams, int procs, boolean random) {
    this.streams = streams;
    this.procs = procs;
    this.random = random;
  }

  /** Iterations that a computation takes this time. */
  long amount(P p, Instruction compute) {
    return compute.kind() == Kind.COMPUTE_DRAWN
        ? Jitter.times(compute.amount(), factors(compute.spread())[p.id].draw())
        : compute.amount();
  }

  /** The factor of a lane's work. */
  Jitter ofLane(Spread spread) {
    return factors(spread)[procs];
  }

  private Jitter[] factors(Spread spread) {
    Jitter[] known = factors[spread.stream()];
    if (known == null) {
      known = new Jitter[procs + 1];
      Jitter any = random ? jitter(spread, streams.of(spread.stream(), 0)) : Jitter.NONE;
      for (int i = 0; i <= procs; i++) {
        known[i] = any.from(streams.of(spread.stream(), i));
      }
      factors[spread.stream()] = known;
    }
    return known;
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
      Jitter gaps = Jitter.NONE;
      if (pace.exponential() && random) {
        RandomStream own = streams.of(USES, number);
        withoutMemory = withoutMemory == null ? Jitter.exponential(own) : withoutMemory.from(own);
        gaps = withoutMemory;
      }
      long first =
          gaps == Jitter.NONE ? number * pace.shift() : Jitter.times(pace.gap(), gaps.draw());
      waits.pacer = new Pacer(origin + first, pace.gap(), gaps);
    }
    return waits.pacer;
  }

  private static Jitter jitter(Spread spread, RandomStream stream) {
    return switch (spread.distribution()) {
      case CONSTANT -> Jitter.NONE;
      case EXPONENTIAL -> Jitter.exponential(stream);
      case LOGNORMAL -> Jitter.lognormal(spread.shape(), stream);
      case PARETO -> Jitter.pareto(spread.shape(), stream);
    };
  }
}
