package io.fairlane.sim.replication;

import io.fairlane.experiment.Trial;
import io.fairlane.sim.gpm.G;
import io.fairlane.sim.gpm.Observer;
import io.fairlane.sim.gpm.P;
import java.util.List;

/**
 * A whole history in 64 bits: two runs with the same value did the same things, to the same Gs, at
 * the same picosecond, in the same order.
 *
 * <p>Each event is folded word by word (its kind, its time, then what it names; absent is -1) into
 * {@code h' = mix(h ^ word) + 0x9E3779B97F4A7C15}, with {@code mix} the finalizer of SplitMix64.
 *
 * <p>Messages have a chain of their own, without times: bulk steps report a run of receptions later
 * and cut up differently than single steps do. What is folded is (receiver, sender, length) of each
 * maximal run of receptions with the same two ends, which does not depend on the cuts. So the order
 * of messages is in the hash, and what they come between is not.
 */
public final class TraceHash implements Observer {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final long NOBODY = -1;

  /** Kinds of events, by the number that is folded. */
  private enum Kind {
    CREATED,
    READIED,
    EXECUTED,
    PREEMPTED,
    REQUESTED,
    STOPPED,
    STOLEN,
    ACQUIRED,
    RELEASED,
    MOVING
  }

  private long schedule;
  private long messages;

  private long receiver = NOBODY;
  private long sender = NOBODY;
  private long run;

  /** Of all that was seen so far. */
  public long value() {
    long lastRun = fold(fold(fold(messages, receiver), sender), run);
    return fold(schedule, lastRun);
  }

  /** Of all that was seen, and of what the replication reports: its clock and its counters. */
  long with(Trial trial) {
    Trial.Counters counters = trial.counters();
    long all = fold(value(), Double.doubleToRawLongBits(trial.seconds()));
    for (Long count :
        List.of(
            trial.messages(),
            counters.backgroundTurns(),
            counters.preemptionsConsumer(),
            counters.preemptionsProducer(),
            counters.handoffs(),
            counters.steals(),
            counters.globalGets())) {
      all = fold(all, count);
    }
    return all;
  }

  /** The value as 16 hexadecimal digits. */
  @Override
  public String toString() {
    return "%016x".formatted(value());
  }

  private static long fold(long chain, long word) {
    long z = chain ^ word;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return (z ^ (z >>> 31)) + GOLDEN;
  }

  private void add(Kind kind, long atPs, long a, long b, long c) {
    schedule = fold(fold(fold(fold(fold(schedule, kind.ordinal()), atPs), a), b), c);
  }

  private static long id(G g) {
    return g == null ? NOBODY : g.id();
  }

  private static long id(P p) {
    return p == null ? NOBODY : p.id();
  }

  @Override
  public void created(long atPs, G g, G by, P p) {
    add(Kind.CREATED, atPs, id(g), id(by), id(p));
  }

  @Override
  public void readied(long atPs, G g, G by, P p) {
    add(Kind.READIED, atPs, id(g), id(by), id(p));
  }

  @Override
  public void executed(long atPs, G g, P p, int thread, long tick, boolean inherited) {
    add(Kind.EXECUTED, atPs, id(g), id(p), thread);
    schedule = fold(fold(schedule, tick), inherited ? 1 : 0);
  }

  @Override
  public void preempted(long atPs, G g, P p) {
    add(Kind.PREEMPTED, atPs, id(g), id(p), 0);
  }

  @Override
  public void requested(long atPs, P p, G named) {
    add(Kind.REQUESTED, atPs, id(p), id(named), 0);
  }

  @Override
  public void stopped(long atPs, G g, P p, Stop why) {
    add(Kind.STOPPED, atPs, id(g), id(p), why.ordinal());
  }

  @Override
  public void stolen(long atPs, P thief, P victim, int taken, boolean runnext) {
    add(Kind.STOLEN, atPs, id(thief), id(victim), runnext ? -taken : taken);
  }

  @Override
  public void acquired(long atPs, P p, int thread) {
    add(Kind.ACQUIRED, atPs, id(p), thread, 0);
  }

  @Override
  public void released(long atPs, P p, int thread) {
    add(Kind.RELEASED, atPs, id(p), thread, 0);
  }

  @Override
  public void moving(long atPs, P p, int thread, long arrivesPs) {
    add(Kind.MOVING, atPs, id(p), thread, arrivesPs);
  }

  @Override
  public void received(long atPs, G to, G from, long n) {
    if (id(to) == receiver && id(from) == sender) {
      run += n;
      return;
    }
    messages = fold(fold(fold(messages, receiver), sender), run);
    receiver = id(to);
    sender = id(from);
    run = n;
  }
}
