package io.fairlane.sim.replication;

import io.fairlane.experiment.Trial;
import io.fairlane.sim.gpm.G;
import io.fairlane.sim.gpm.Observer;
import io.fairlane.sim.gpm.P;

/**
 * 64 bits that differ if two histories do: every switch, preemption, wake-up and theft with its
 * time, place and role. It does not ask for every turn, so that what is hashed is the simulation
 * that predicts, with its bulk steps.
 */
public final class HistoryHash implements Observer {
  /** Odd, with no pattern in its bits: the golden ratio, as in SplitMix64. */
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long hash = GOLDEN;

  @Override
  public void readied(long atPs, G g, G by, P p) {
    event(1, atPs, g, p, by == null ? 0 : by.program().name().hashCode());
  }

  @Override
  public void executed(long atPs, G g, P p, int thread, long tick, boolean inherited) {
    event(inherited ? 2 : 3, atPs, g, p, tick);
    mix(thread);
  }

  @Override
  public void preempted(long atPs, G g, P p) {
    event(4, atPs, g, p, 0);
  }

  @Override
  public void stopped(long atPs, G g, P p, Stop why) {
    event(5, atPs, g, p, why.name().hashCode());
  }

  @Override
  public void stolen(long atPs, P thief, P victim, int taken, boolean runnext) {
    event(runnext ? 6 : 7, atPs, null, thief, victim.id());
    mix(taken);
  }

  private void event(int kind, long atPs, G g, P p, long detail) {
    mix(kind);
    mix(atPs);
    mix(g == null ? 0 : g.program().name().hashCode());
    mix(p == null ? -1 : p.id());
    mix(detail);
  }

  /** Order matters: each value is stirred (Stafford's mix 13) with all before it. */
  private void mix(long value) {
    long z = (hash ^ value) * GOLDEN + value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    hash = z ^ (z >>> 31);
  }

  /** The hash of the history and of what the replication reports: its clock and its counters. */
  long with(Trial trial) {
    mix(Double.doubleToRawLongBits(trial.seconds()));
    mix(trial.messages());
    mix(trial.counters().backgroundTurns());
    mix(trial.counters().preemptionsConsumer());
    mix(trial.counters().preemptionsProducer());
    mix(trial.counters().handoffs());
    mix(trial.counters().steals());
    mix(trial.counters().globalGets());
    return hash;
  }
}
