package io.fairlane.sim.gpm;

import io.fairlane.sim.gpm.P.Phase;
import io.fairlane.sim.gpm.P.Status;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * What must hold between any two events, whatever the rules: every G is in exactly one place, every
 * P has at most one M, an idle P has nothing, a locked G runs on its own M only, and nothing that
 * could run waits while a P idles for longer than it takes to wake one. Called from {@code assert}
 * only, so it costs nothing in production; channels check themselves ({@link Channel}).
 */
final class Invariants {
  /**
   * A census of all Gs at every event would make tests quadratic; one in so many finds the same.
   */
  private static final int EVENTS_A_CENSUS = 97;

  private final World world;
  private final Processors processors;
  private final RunQueues queues;
  private final Channel[] channels;
  private final List<G> everybody = new ArrayList<>();
  private final Map<G, Integer> found = new IdentityHashMap<>();
  private final boolean workIsConserved;
  private final long wakePath;
  private long crowd;
  private long idleWithWorkSince = Long.MAX_VALUE;

  Invariants(World world, Processors processors, RunQueues queues, Channel[] channels) {
    this.world = world;
    this.processors = processors;
    this.queues = queues;
    this.channels = channels;
    Rules rules = world.rules();
    workIsConserved =
        rules.has(Rule.GOSCHED_WAKES)
            && rules.has(Rule.STEALING)
            && rules.has(Rule.IDLE_RECHECK)
            && rules.has(Rule.SPINNING_WAKES);
    Durations d = world.durations();
    wakePath = d.wake() + Durations.CREATE_THREAD + d.steal() + d.stealRunnextBackoff();
  }

  /** Takes note of a new G; true, so that it can stand in an {@code assert}. */
  boolean born(G g) {
    if (g.isToken) {
      crowd++;
    } else {
      everybody.add(g);
    }
    return true;
  }

  /** Checks, and is true or throws. */
  boolean hold(long now) {
    processorsAreSound();
    nothingWaitsWhileOneIdles(now);
    if (world.counters().events % EVENTS_A_CENSUS == 0) {
      everyGIsInOnePlace();
    }
    return true;
  }

  /** It parks its locked G on one P, and that G was readied and picked already on the other. */
  private static boolean isChangingPs(M m, P one, P other) {
    P from = one.phase == Phase.PARKING ? one : other;
    P to = from == one ? other : one;
    return from.phase == Phase.PARKING
        && from.parking.lockedM == m
        && to.phase == Phase.RESUMING_LOCKED;
  }

  private void processorsAreSound() {
    for (P p : processors.all()) {
      if (p.status == Status.IDLE) {
        require(p.m == null && p.current == null, p, "is idle and has a thread or a G");
        require(!p.hasLocalWork(), p, "is idle and has something to run");
      } else {
        require(p.m != null, p, "runs without a thread");
        for (P other : processors.all()) {
          boolean apart = other == p || other.m != p.m || isChangingPs(p.m, p, other);
          require(apart, p, "shares its thread with another");
        }
        G g = p.current;
        boolean fits = g == null || g.lockedM == p.m || g.lockedM == null && p.m.lockedG == null;
        require(fits, p, "runs a G on a thread that is not its own");
      }
    }
  }

  private void nothingWaitsWhileOneIdles(long now) {
    boolean waits = processors.anyIdle() && !processors.anySpinning() && !anybodyIsOnTheWay();
    if (!workIsConserved || !waits || !anythingIsQueued()) {
      idleWithWorkSince = Long.MAX_VALUE;
      return;
    }
    idleWithWorkSince = Math.min(idleWithWorkSince, now);
    require(now - idleWithWorkSince <= wakePath, null, "a P idles while something could run");
  }

  private boolean anybodyIsOnTheWay() {
    for (P p : processors.all()) {
      if (p.status == Status.IN_TRANSIT || p.phase == Phase.SCHEDULING) {
        return true;
      }
    }
    return false;
  }

  private boolean anythingIsQueued() {
    if (!queues.global.isEmpty()) {
      return true;
    }
    for (P p : processors.all()) {
      if (p.ringSize() > 0) {
        return true;
      }
    }
    return false;
  }

  private void everyGIsInOnePlace() {
    found.clear();
    long crowdFound = queues.global.tokens();
    for (int i = 0; i < queues.global.runs(); i++) {
      see(queues.global.runAt(i));
    }
    for (P p : processors.all()) {
      crowdFound += see(p.runnext) + see(p.current);
      for (int i = 0; i < p.ringSize(); i++) {
        crowdFound += see(p.ringAt(i));
      }
      see(p.partner);
      if (p.phase == Phase.RESUMING_LOCKED) {
        see(p.m.lockedG);
      }
    }
    for (Channel channel : channels) {
      channel.forEachWaiting(this::see);
    }
    for (G g : List.copyOf(found.keySet())) {
      see(g.limbo);
      if (g.hasWaited()) {
        // taken off a channel that this G closes, and not readied yet
        g.waits().closed.forEach(this::see);
      }
      crowdFound += g.token != null && g.state == G.State.RUNNABLE ? 1 : 0;
    }
    for (G g : everybody) {
      int places = found.getOrDefault(g, 0);
      switch (g.state) {
        case RUNNABLE, RUNNING, LIMBO -> require(places == 1, g, "is in " + places + " places");
        case WAITING -> require(places >= 1, g, "waits nowhere");
        case BLOCKED, DEAD -> require(places == 0, g, "is gone and still somewhere");
        default -> {}
      }
    }
    require(crowdFound == crowd, crowdFound + " of a crowd of " + crowd, "are somewhere");
  }

  /** Notes a G's place; 1 if it is one of a crowd that is counted by its token or as running. */
  private int see(G g) {
    if (g == null) {
      return 0;
    }
    if (g.isToken) {
      return 1;
    }
    found.merge(g, 1, Integer::sum);
    return g.token != null && g.state == G.State.RUNNING ? 1 : 0;
  }

  private static void require(boolean holds, Object who, String what) {
    if (!holds) {
      throw new AssertionError((who == null ? "" : who + " ") + what);
    }
  }
}
