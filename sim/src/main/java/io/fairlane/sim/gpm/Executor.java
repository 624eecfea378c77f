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
  private final Selects selects;
  private final Closing closing;
  private final Timers timers;
  private final Syscalls syscalls;
  private final Preemption preemption;
  private final Draws draws;
  private final Crowd crowd;
  private final Invariants invariants;

  /** The consumer's own thread, or null if it is a G. */
  private Lane lane;

  private long spawned;

  Executor(
      World world,
      Scheduler scheduler,
      ChannelOperations operations,
      Selects selects,
      Syscalls syscalls,
      Preemption preemption,
      Draws draws,
      Crowd crowd,
      Invariants invariants) {
    this.world = world;
    this.scheduler = scheduler;
    this.operations = operations;
    this.selects = selects;
    this.closing = new Closing(world, operations);
    this.timers = scheduler.timers();
    this.syscalls = syscalls;
    this.preemption = preemption;
    this.draws = draws;
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
      Kind kind = first.kind();
      if (kind == Kind.COMPUTE || kind == Kind.SPEND || kind == Kind.COMPUTE_DRAWN) {
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
      case READYING -> {
        if (!closing.readyNext(p, g, now)) {
          begin(p, g, now);
        }
      }
      case RETURNING -> begin(p, g, now);
      case CLOSING -> {
        g.advance();
        if (!closing.readyNext(p, g, now)) {
          begin(p, g, now);
        }
      }
      case PARKING -> {
        p.parking = null;
        ChannelOperations.leave(p, now);
        scheduler.schedule(p, now);
      }
      case SCHEDULING -> scheduler.scheduleOnWokenM(p, now);
      case SPINNING -> scheduler.spun(p, now);
      case RESUMING_LOCKED -> scheduler.execution().resumeLocked(p, now);
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
    if (g.hasWaited() && g.waits().panics) {
      throw ChannelOperations.panic(g, "send on closed channel");
    }
    while (g.pc < g.program.length()) {
      Instruction next = g.program.at(g.pc);
      Kind kind = next.kind();
      if (kind != Kind.SEND && kind != Kind.RECEIVE) {
        ChannelOperations.leave(p, now);
      }
      if (isChecked(kind) && g.preemptAt <= now) {
        if (kind == Kind.SEND || kind == Kind.SELECT) {
          g.isSending(now);
        }
        preemption.preempted(p, g, now);
        return;
      }
      switch (kind) {
        case COMPUTE, COMPUTE_DRAWN, SPEND -> compute(p, g, next, now);
        case YIELD -> gosched(p, g, now);
        case SEND -> operations.send(p, g, (int) next.amount(), now);
        case RECEIVE -> operations.receive(p, g, (int) next.amount(), now);
        case SELECT -> selects.select(p, g, next, now);
        case CLOSE -> closing.close(p, g, (int) next.amount(), now);
        case SLEEP -> {
          g.advance();
          if (next.amount() <= 0) {
            continue;
          }
          sleep(p, g, now + next.amount() * Durations.PS_PER_NS, now);
        }
        case PACE -> {
          g.advance();
          long due = draws.pacer(g, next.pace(), now).next();
          if (due <= now) {
            continue;
          }
          sleep(p, g, due, now);
        }
        case SYSCALL, BLOCKING_SYSCALL -> {
          g.advance();
          long duration = next.amount() * Durations.PS_PER_NS;
          syscalls.enter(p, g, duration, kind == Kind.BLOCKING_SYSCALL, now);
        }
        case SPAWN -> world.await(p, Phase.SPAWNING, now + p.durations.spawn());
        case BLOCK -> {
          g.state = G.State.BLOCKED;
          world.observer().stopped(now, g, p, Stop.BLOCKED);
          scheduler.schedule(p, now);
        }
        case EXIT -> exit(p, g, now);
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
      case LOCK -> LockedThreads.lock(g, p.m);
      case UNLOCK -> LockedThreads.unlock(g, p.m);
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
    if (g.lockedM == null) {
      scheduler.schedule(p, now);
    } else {
      scheduler.lockedThreads().exit(p, g, now);
    }
  }

  private void sleep(P p, G g, long until, long now) {
    world.observer().stopped(now, g, p, Stop.SLEEPING);
    timers.sleep(p, g, until, now);
    scheduler.schedule(p, now);
  }

  /** True if it begins with a function entry at which a request to yield is seen. */
  private static boolean isChecked(Kind kind) {
    return switch (kind) {
      case SEND, RECEIVE, SELECT, CLOSE, SPAWN, SLEEP, PACE, SYSCALL, BLOCKING_SYSCALL -> true;
      default -> false;
    };
  }

  private void compute(P p, G g, Instruction what, long from) {
    p.workEnds = from + (g.remaining == 0 ? workOf(p, what) : g.remaining);
    world.await(p, Phase.COMPUTING, p.workEnds);
  }

  private long workOf(P p, Instruction what) {
    return what.kind() == Kind.SPEND
        ? what.amount() * Durations.PS_PER_NS
        : Jitter.times(p.durations.work(draws.amount(p, what)), p.turnJitter.draw());
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
    if (g.lockedM != null && world.rules().has(Rule.CHILD_INHERITS_LOCK)) {
      G child = new G(spawned++, spawn.child());
      scheduler.lockedThreads().wireToNewThread(child, now);
      scheduler.created(p, child, now);
    } else {
      scheduler.created(p, create(spawn.child()), now);
    }
  }
}
