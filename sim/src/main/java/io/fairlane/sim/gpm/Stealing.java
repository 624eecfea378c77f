package io.fairlane.sim.gpm;

import io.fairlane.sim.engine.RandomStream;
import io.fairlane.sim.gpm.P.Phase;
import io.fairlane.sim.gpm.P.Status;

/**
 * {@code stealWork}: four looks at all other Ps, each from a random start. Half of a ring is taken
 * at once; a runnext only in the last look, only if the ring is empty, and from a running P only
 * after a sleep that gives its owner time to take it.
 */
final class Stealing {
  private static final int ROUNDS = 4;

  private final World world;
  private final Processors processors;
  private final Timers timers;
  private final RandomStream order;
  private final boolean stealing;
  private final boolean runnextTheft;
  private final boolean limited;
  private final long backoff;

  Stealing(World world, Processors processors, Timers timers, RandomStream order) {
    this.world = world;
    this.processors = processors;
    this.timers = timers;
    this.order = order;
    Rules rules = world.rules();
    stealing = rules.has(Rule.STEALING);
    runnextTheft = rules.has(Rule.RUNNEXT_THEFT);
    limited = rules.has(Rule.SPINNING_LIMIT);
    backoff = rules.has(Rule.THEFT_BACKOFF) ? world.durations().stealRunnextBackoff() : 0;
  }

  /** What a look came to. */
  enum Outcome {
    NOTHING,
    /** The thief runs {@link P#prey} now. */
    STOLEN,
    /** Somebody's timers were due: what they woke is in the thief's queues. */
    TIMERS_RUN,
    /** The thief sleeps before it takes {@link P#prey}; its event is pending. */
    BACKING_OFF
  }

  /** An M that is not spinning yet may look only if few enough are. */
  boolean mayLook(P thief) {
    return stealing && (thief.m.spinning || !limited || processors.mayStartSpinning());
  }

  Outcome look(P thief, long now) {
    int procs = processors.count();
    for (int round = 0; round < ROUNDS; round++) {
      int start = order.below(procs);
      for (int i = 0; i < procs; i++) {
        P victim = processors.get((start + i) % procs);
        if (victim == thief) {
          continue;
        }
        if (round == ROUNDS - 1 && timers.run(victim, thief, now)) {
          return Outcome.TIMERS_RUN;
        }
        if (victim.status == Status.IDLE) {
          continue;
        }
        if (victim.ringSize() > 0) {
          world.counters().steals++;
          int before = victim.ringSize();
          thief.prey = RunQueues.stealHalf(thief, victim);
          world.observer().stolen(now, thief, victim, before - victim.ringSize(), false);
          return Outcome.STOLEN;
        }
        if (runnextTheft && round == ROUNDS - 1 && victim.runnext != null) {
          thief.victim = victim;
          thief.prey = victim.runnext;
          thief.victimPuts = victim.runnextPuts;
          boolean ownerRuns = victim.status == Status.RUNNING;
          world.await(thief, Phase.STEAL_BACKOFF, now + (ownerRuns ? backoff : 0));
          return Outcome.BACKING_OFF;
        }
      }
    }
    return Outcome.NOTHING;
  }

  /** True if a look would find something: {@code checkRunqsNoP}. */
  boolean anyPrey() {
    if (stealing) {
      for (P p : processors.all()) {
        boolean prey = p.ringSize() > 0 || runnextTheft && p.runnext != null;
        if (prey && p.status != Status.IDLE) {
          return true;
        }
      }
    }
    return false;
  }

  /** The back-off is over. True if the prey is still in the victim's runnext: it is taken. */
  boolean takeRunnext(P thief, long now) {
    P victim = thief.victim;
    thief.victim = null;
    // the victim may have run its runnext and readied the same G again: still the one that was seen
    boolean same =
        victim.runnext == thief.prey
            && (!thief.prey.isToken || victim.runnextPuts == thief.victimPuts);
    if (!same || victim.ringSize() > 0) {
      return false;
    }
    victim.runnext = null;
    world.counters().steals++;
    world.counters().runnextSteals++;
    world.observer().stolen(now, thief, victim, 1, true);
    return true;
  }
}
