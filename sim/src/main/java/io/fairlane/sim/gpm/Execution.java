package io.fairlane.sim.gpm;

import io.fairlane.sim.engine.EventCalendar;
import io.fairlane.sim.gpm.P.Status;

/**
 * What follows a decision of the {@link Scheduler}: the switch passes, then the picked G runs on
 * its P, or its own thread is given the P. {@code execute} is the one place where a slice begins.
 */
final class Execution {
  private final World world;
  private final Processors processors;
  private final LockedThreads lockedThreads;
  private final Crowd crowd;
  private final boolean lockedInherits;
  private final boolean spinningWakes;
  private Executor executor;

  Execution(World world, Processors processors, LockedThreads lockedThreads, Crowd crowd) {
    this.world = world;
    this.processors = processors;
    this.lockedThreads = lockedThreads;
    this.crowd = crowd;
    lockedInherits = world.rules().has(Rule.LOCKED_INHERITS);
    spinningWakes = world.rules().has(Rule.SPINNING_WAKES);
  }

  /** Starts the first G on P0 at time 0; its tick is 1. */
  void start(G main, Executor executor) {
    this.executor = executor;
    P first = processors.takeIdle(processors.threads().make());
    world.observer().created(0, main, null, first);
    world.observer().acquired(0, first, first.m.id);
    execute(first, main, false, 0, 0);
  }

  void dispatch(P p, G g, boolean inherit, long cost, long now) {
    dispatch(p, g, inherit, cost, 0, now);
  }

  /**
   * The round ends with the G running.
   *
   * @param cost of the round, and of the return of the operation in which the G had parked
   * @param resume how much of it is that return: the G is there already
   */
  void dispatch(P p, G g, boolean inherit, long cost, long resume, long now) {
    if (p.m.spinning) {
      // resetspinning
      processors.stopSpinning(p.m);
      if (spinningWakes) {
        processors.wakep(now);
      }
    }
    long at = now + cost + p.lockWait;
    p.lockWait = 0;
    if (g.lockedM != null && g.lockedM != p.m) {
      lockedThreads.start(p, g, at);
    } else {
      execute(p, g.isToken ? crowd.bodyOf(g) : g, inherit, at - resume, at);
    }
  }

  /** A locked G's thread has the P: its G runs, with a tick of its own whatever it came from. */
  void resumeLocked(P p, long now) {
    p.status = Status.RUNNING;
    world.observer().acquired(now, p, p.m.id);
    execute(p, p.m.lockedG, lockedInherits, now, now);
  }

  /** A G comes back from a system call to a P: no new slice, unlike {@link #execute}. */
  void resume(P p, G g, long now) {
    g.state = G.State.RUNNING;
    g.lastP = p;
    p.current = g;
    p.currentSince = now;
    world.observer().executed(now, g, p, p.m.id, p.schedtick(), true);
    executor.start(p, g, now);
  }

  /**
   * {@code execute}: the one place where a time slice begins.
   *
   * @param since when the G is there to be named by a preemption
   * @param at when it goes on in its program
   */
  private void execute(P p, G g, boolean inherit, long since, long at) {
    assert g.lockedM == null ? p.m.lockedG == null : g.lockedM == p.m : g + " on another's thread";
    if (p.owesRequest) {
      p.owesRequest = false;
      g.preemptAt = since;
    } else if (g.preemptAt <= since) {
      // execute wipes a request that has arrived; one that is still on its way arrives all the same
      g.preemptAt = EventCalendar.NEVER;
    }
    g.state = G.State.RUNNING;
    g.lastP = p;
    p.current = g;
    p.currentSince = since;
    if (!inherit) {
      p.bumpTick();
    }
    world.observer().executed(at, g, p, p.m.id, p.schedtick(), inherit);
    if (world.delays() != null) {
      world.delays().executed(g, at);
    }
    executor.start(p, g, at);
  }

  /** The body that just had a turn of a crowd has the next one, too. */
  void again(P p, G g, long now) {
    long at = now + p.durations.yield() + p.lockWait;
    p.lockWait = 0;
    p.current = g;
    p.currentSince = at;
    p.bumpTick();
    executor.computeAgain(p, at);
  }
}
