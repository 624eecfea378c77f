package io.fairlane.sim.gpm;

import io.fairlane.sim.engine.Jitter;
import io.fairlane.sim.gpm.Observer.Stop;
import io.fairlane.sim.gpm.P.Phase;
import io.fairlane.sim.program.Instruction;
import io.fairlane.sim.program.Instruction.Kind;
import io.fairlane.sim.program.Program;
import io.fairlane.sim.program.Workload;

/**
 * Runs the programs of Gs on Ps: each instruction becomes one event at its end. A request to yield
 * is seen where Go sees it: here on entry of a channel operation or a spawn; before a partner is
 * readied in {@link ChannelOperations}; while computing in {@link Preemption}.
 */
final class Executor {
  private final World world;
  private final Scheduler scheduler;
  private final ChannelOperations operations;
  private final Preemption preemption;
  private final Crowd crowd;
  private final Invariants invariants;

  /** The consumer's own thread, or null if it is a G. */
  private Lane lane;

  private long spawned;

  Executor(
      World world,
      Scheduler scheduler,
      ChannelOperations operations,
      Preemption preemption,
      Crowd crowd,
      Invariants invariants) {
    this.world = world;
    this.scheduler = scheduler;
    this.operations = operations;
    this.preemption = preemption;
    this.crowd = crowd;
    this.invariants = invariants;
  }

  void use(Lane lane) {
    this.lane = lane;
    operations.use(lane);
  }

  /** A new G, or the token that stands for it. */
  G create(Program program) {
    long id = spawned++;
    G token = crowd.tokenOf(program);
    G g = token == null ? new G(id, program) : token;
    assert invariants.born(g);
    return g;
  }

  /** A G was picked and runs from {@code at} on, which may lie ahead: the switch takes time. */
  void start(P p, G g, long at) {
    operations.setCosts(p, g.program);
    if (g.limbo == null && g.pc < g.program.length()) {
      Instruction first = g.program.at(g.pc);
      if (first.kind() == Kind.COMPUTE || first.kind() == Kind.SPEND) {
        compute(p, g, first, at);
        return;
      }
    }
    world.await(p, Phase.STARTING, at);
  }

  /** The P's pending event has come. */
  void onEvent(P p, long now) {
    G g = p.current;
    switch (p.phase) {
      case STARTING -> begin(p, g, now);
      case COMPUTING -> {
        g.remaining = 0;
        g.advance();
        begin(p, g, now);
      }
      case SPAWNING -> {
        spawnOne(p, g, now);
        begin(p, g, now);
      }
      case CHANNEL_RUN -> {
        operations.endRun(p, g, now);
        begin(p, g, now);
      }
      case COMPLETING -> operations.completed(p, g, now);
      case READYING -> begin(p, g, now);
      case PARKING -> {
        p.parking = null;
        ChannelOperations.leave(p, now);
        scheduler.schedule(p, now);
      }
      case SCHEDULING -> scheduler.scheduleOnWokenM(p, now);
      case SPINNING -> scheduler.spun(p, now);
      case RESUMING_LOCKED -> scheduler.resumeLocked(p, now);
      case STEAL_BACKOFF -> scheduler.backedOff(p, now);
      case NONE -> throw new IllegalStateException(p + " has an event but nothing to do");
    }
  }

  /** The current G goes on at its pc until something takes time. */
  private void begin(P p, G g, long now) {
    if (g.limbo != null) {
      operations.readyLimbo(p, g, now);
      return;
    }
    while (g.pc < g.program.length()) {
      Instruction next = g.program.at(g.pc);
      Kind kind = next.kind();
      if (kind != Kind.SEND && kind != Kind.RECEIVE) {
        ChannelOperations.leave(p, now);
      }
      boolean checks = kind == Kind.SEND || kind == Kind.RECEIVE || kind == Kind.SPAWN;
      if (checks && g.preemptAt <= now) {
        preemption.preempted(p, g, now);
        return;
      }
      switch (kind) {
        case COMPUTE, SPEND -> compute(p, g, next, now);
        case YIELD -> gosched(p, g, now);
        case SEND -> operations.send(p, g, next, now);
        case RECEIVE -> operations.receive(p, g, next, now);
        case SPAWN -> world.await(p, Phase.SPAWNING, now + world.durations().spawn());
        case BLOCK -> {
          g.state = G.State.BLOCKED;
          world.observer().stopped(now, g, p, Stop.BLOCKED);
          scheduler.schedule(p, now);
        }
        case LOCK, UNLOCK, START_CLOCK, STOP_CLOCK, START_LANE -> {
          g.advance();
          atOnce(p, g, kind, now);
          continue;
        }
      }
      return;
    }
    exit(p, g, now);
  }

  private void atOnce(P p, G g, Kind kind, long now) {
    switch (kind) {
      case LOCK -> {
        p.m.lockedCount++;
        p.m.lockedG = g;
        g.lockedM = p.m;
      }
      case UNLOCK -> {
        if (p.m.lockedCount > 0 && --p.m.lockedCount == 0) {
          p.m.lockedG = null;
          g.lockedM = null;
        }
      }
      case START_CLOCK -> world.counters().clockStarted = now;
      case STOP_CLOCK -> world.counters().clockStopped = now;
      case START_LANE -> lane.start(now);
      default -> throw new IllegalStateException(kind + " takes time");
    }
  }

  private void exit(P p, G g, long now) {
    ChannelOperations.leave(p, now);
    g.state = G.State.DEAD;
    world.observer().stopped(now, g, p, Stop.EXITED);
    if (g.lockedM != null) {
      // the thread is destroyed with its G; a fresh one takes the P (Go 1.10 and later)
      p.m.lockedG = null;
      g.lockedM = null;
    }
    scheduler.schedule(p, now);
  }

  private void compute(P p, G g, Instruction what, long from) {
    p.workEnds = from + (g.remaining == 0 ? workOf(p, what) : g.remaining);
    world.await(p, Phase.COMPUTING, p.workEnds);
  }

  private long workOf(P p, Instruction what) {
    return what.kind() == Kind.SPEND
        ? what.amount() * Durations.PS_PER_NS
        : Jitter.times(world.durations().work(what.amount()), p.turnJitter.draw());
  }

  /** The next turn of a G of a {@link Crowd}, which begins with its work. */
  void computeAgain(P p, long from) {
    p.workEnds = from + workOf(p, p.current.program.at(0));
    world.calendar().schedule(p.id, p.workEnds);
  }

  private void gosched(P p, G g, long now) {
    g.advance();
    if (g.program.name() == Workload.BACKGROUND) {
      world.counters().backgroundTurns++;
    }
    world.observer().stopped(now, g, p, Stop.YIELDED);
    scheduler.yielded(p, g, now);
  }

  private void spawnOne(P p, G g, long now) {
    Instruction spawn = g.program.at(g.pc);
    if (g.copies == 0) {
      g.copies = spawn.amount();
    }
    if (--g.copies == 0) {
      g.advance();
    }
    scheduler.created(p, create(spawn.child()), now);
  }
}
