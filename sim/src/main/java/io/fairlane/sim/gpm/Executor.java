package io.fairlane.sim.gpm;

import io.fairlane.sim.engine.EventCalendar;
import io.fairlane.sim.engine.Jitter;
import io.fairlane.sim.gpm.P.Phase;
import io.fairlane.sim.program.Instruction;
import io.fairlane.sim.program.Instruction.Kind;
import io.fairlane.sim.program.Program;
import io.fairlane.sim.program.Workload;

/**
 * Runs the programs of Gs on Ps: each instruction becomes one event at its end. A request to yield
 * is seen where Go sees it: on entry of a channel operation or a spawn, before a partner is
 * readied, and, by signal, while computing (spec section 4.2).
 */
final class Executor {
  private final Rules rules;
  private final Durations durations;
  private final EventCalendar calendar;
  private final Counters counters;
  private final Observer observer;
  private final Scheduler scheduler;
  private final Channel[] channels;
  private final Jitter turnJitter;
  private final Jitter channelJitter;
  private final Jitter visibility;

  /** The consumer's own thread, or null if it is a G. */
  private Lane lane;

  private long spawned;

  Executor(
      Rules rules,
      Durations durations,
      EventCalendar calendar,
      Counters counters,
      Observer observer,
      Scheduler scheduler,
      Channel[] channels,
      Jitter turnJitter,
      Jitter channelJitter,
      Jitter visibility) {
    this.rules = rules;
    this.durations = durations;
    this.calendar = calendar;
    this.counters = counters;
    this.observer = observer;
    this.scheduler = scheduler;
    this.channels = channels;
    this.turnJitter = turnJitter;
    this.channelJitter = channelJitter;
    this.visibility = visibility;
  }

  void use(Lane lane) {
    this.lane = lane;
  }

  G create(Program program) {
    return new G(spawned++, program);
  }

  /** A G was picked and runs from {@code at} on, which may lie ahead: the switch takes time. */
  void start(P p, G g, long at) {
    setChannelCosts(p.run, g.program);
    if (g.limbo == null && g.pc < g.program.length()) {
      Instruction first = g.program.at(g.pc);
      if (first.kind() == Kind.COMPUTE || first.kind() == Kind.SPEND) {
        compute(p, g, first, at);
        return;
      }
    }
    await(p, Phase.STARTING, at);
  }

  private void setChannelCosts(ChannelRun run, Program program) {
    boolean sends = program.loopsOver(Kind.SEND);
    if (sends || program.loopsOver(Kind.RECEIVE)) {
      long factor = channelJitter.draw();
      long work = mergedWork(program);
      long plain = sends ? durations.send() : durations.receive();
      long contended = sends ? durations.sendContended() : durations.receiveContended();
      run.plainCost = Jitter.times(plain + work, factor);
      run.contendedCost = Jitter.times(contended + work, factor);
    }
  }

  /** Work per message that is short beside a signal is part of the channel operation's time. */
  private long mergedWork(Program program) {
    long work = durations.work(program.bodyWork());
    return work <= durations.preemptSignal() ? work : 0;
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
        endRun(p, g, now);
        begin(p, g, now);
      }
      case COMPLETING -> completed(p, g, now);
      case READYING -> begin(p, g, now);
      case PARKING -> {
        leaveChannel(p, now);
        scheduler.schedule(p, now);
      }
      case SCHEDULING -> scheduler.scheduleOnWokenM(p, now);
      case RESUMING_LOCKED -> scheduler.resumeLocked(p, now);
      case STEAL_BACKOFF -> scheduler.backedOff(p, now);
      case NONE -> throw new IllegalStateException(p + " has an event but nothing to do");
    }
  }

  /** The current G goes on at its pc until something takes time. */
  private void begin(P p, G g, long now) {
    if (g.limbo != null) {
      readyLimbo(p, g, now);
      return;
    }
    while (g.pc < g.program.length()) {
      Instruction next = g.program.at(g.pc);
      Kind kind = next.kind();
      if (kind != Kind.SEND && kind != Kind.RECEIVE) {
        leaveChannel(p, now);
      }
      boolean checks = kind == Kind.SEND || kind == Kind.RECEIVE || kind == Kind.SPAWN;
      if (checks && g.preemptAt <= now) {
        preempted(p, g, now);
        return;
      }
      switch (kind) {
        case COMPUTE, SPEND -> compute(p, g, next, now);
        case YIELD -> gosched(p, g, now);
        case SEND -> send(p, g, next, now);
        case RECEIVE -> receive(p, g, next, now);
        case SPAWN -> await(p, Phase.SPAWNING, now + durations.spawn());
        case BLOCK -> {
          g.state = G.State.BLOCKED;
          observer.stopped(now, g, p);
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
      case START_CLOCK -> counters.clockStarted = now;
      case STOP_CLOCK -> counters.clockStopped = now;
      case START_LANE -> lane.start(now);
      default -> throw new IllegalStateException(kind + " takes time");
    }
  }

  private void exit(P p, G g, long now) {
    leaveChannel(p, now);
    g.state = G.State.DEAD;
    observer.stopped(now, g, p);
    if (g.lockedM != null) {
      // the thread is destroyed with its G; a fresh one takes the P (Go 1.10 and later)
      p.m.lockedG = null;
      g.lockedM = null;
    }
    scheduler.schedule(p, now);
  }

  // ---- computing and yielding -----------------------------------------------------------------

  private void compute(P p, G g, Instruction what, long from) {
    long work = g.remaining;
    if (work == 0) {
      work =
          what.kind() == Kind.SPEND
              ? what.amount() * Durations.PS_PER_NS
              : Jitter.times(durations.work(what.amount()), turnJitter.draw());
    }
    p.workEnds = from + work;
    await(p, Phase.COMPUTING, p.workEnds);
  }

  private void gosched(P p, G g, long now) {
    g.advance();
    if (g.program.name() == Workload.BACKGROUND) {
      counters.backgroundTurns++;
    }
    observer.stopped(now, g, p);
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
    scheduler.ready(p, create(spawn.child()), now);
  }

  // ---- channel operations ---------------------------------------------------------------------

  private void send(P p, G g, Instruction what, long now) {
    Channel channel = enterChannel(p, what, now);
    long cost = channel.isContended() ? p.run.contendedCost : p.run.plainCost;
    if (!channel.recvq.isEmpty()) {
      G receiver = channel.recvq.poll();
      channel.passToReceiver(g, receiver, now);
      complete(p, receiver, now + cost);
    } else if (!channel.isFull()) {
      beginRun(p, g, channel, true, now);
    } else {
      park(p, g, channel, channel.sendq, now + cost);
    }
  }

  private void receive(P p, G g, Instruction what, long now) {
    Channel channel = enterChannel(p, what, now);
    long cost = channel.isContended() ? p.run.contendedCost : p.run.plainCost;
    if (!channel.sendq.isEmpty()) {
      G sender = channel.sendq.poll();
      channel.receiveFromWaiting(sender, g, now);
      complete(p, sender, now + cost);
    } else if (!channel.isEmpty()) {
      beginRun(p, g, channel, false, now);
    } else {
      park(p, g, channel, channel.recvq, now + cost);
    }
  }

  private Channel enterChannel(P p, Instruction what, long now) {
    Channel channel = channels[Math.toIntExact(what.amount())];
    if (p.touched == null) {
      p.touched = channel;
      channel.enter(now, p.id);
    } else {
      channel.settle(now, p.id);
    }
    return channel;
  }

  private void leaveChannel(P p, long now) {
    if (p.touched != null) {
      Channel channel = p.touched;
      p.touched = null;
      channel.leave(now, p.id);
    }
  }

  private void beginRun(P p, G g, Channel channel, boolean sends, long now) {
    Program program = g.program;
    boolean loops = program.loopsOver(sends ? Kind.SEND : Kind.RECEIVE);
    boolean merges = program.bodyWork() == 0 || mergedWork(program) > 0;
    long wanted = loops && merges ? program.repetitions() - g.laps : 1;
    p.phase = Phase.CHANNEL_RUN;
    channel.begin(p.run, g, sends, wanted, g.preemptAt, now);
    if (sends && lane != null) {
      lane.itemArrived(now);
    }
  }

  private void endRun(P p, G g, long now) {
    Channel channel = p.touched;
    channel.settle(now, p.id);
    channel.end(p.run);
    long done = p.run.done;
    boolean loops = g.program.loopsOver(p.run.sends ? Kind.SEND : Kind.RECEIVE);
    boolean merges = g.program.bodyWork() == 0 || mergedWork(g.program) > 0;
    if (loops && merges) {
      int operation = g.pc;
      g.repeat(done);
      if (g.laps < g.program.repetitions()) {
        g.pc = operation;
      }
    } else if (done > 0) {
      g.advance();
    }
  }

  /** The operation found a waiting partner, whose own is complete now; it will ready it. */
  private void complete(P p, G partner, long ends) {
    partner.state = G.State.LIMBO;
    partner.advance();
    p.partner = partner;
    await(p, Phase.COMPLETING, ends);
  }

  private void completed(P p, G g, long now) {
    G partner = p.partner;
    p.partner = null;
    g.advance();
    g.limbo = partner;
    if (rules.handoffLimbo() && g.preemptAt <= now) {
      counters.limbos++;
      preempted(p, g, now);
    } else {
      readyLimbo(p, g, now);
    }
  }

  private void readyLimbo(P p, G g, long now) {
    G partner = g.limbo;
    g.limbo = null;
    scheduler.ready(p, partner, now);
    await(p, Phase.READYING, now + durations.ready());
  }

  private void park(P p, G g, Channel channel, GQueue waiters, long ends) {
    g.state = G.State.WAITING;
    channel.park(g, waiters);
    // from here the G can be completed by others; a request finds nobody and is lost
    p.current = null;
    observer.stopped(ends, g, p);
    await(p, Phase.PARKING, ends);
  }

  // ---- preemption -----------------------------------------------------------------------------

  /** {@code preemptone}: names the G it finds; nothing happens if there is none. */
  void preemptOne(P p, long now) {
    counters.preemptionRequests++;
    G g = now < p.currentSince ? null : p.current;
    observer.requested(now, p, g);
    if (g == null || g.preemptAt != EventCalendar.NEVER) {
      return;
    }
    g.preemptAt = now + Jitter.times(durations.preemptVisible(), visibility.draw());
    if (p.phase == Phase.CHANNEL_RUN) {
      p.touched.limit(p.run, g.preemptAt, now, 2 * scheduler.ps.length);
    } else if (p.phase == Phase.COMPUTING && rules.signalPreemption()) {
      calendar.schedule(signalSlot(p), now + durations.preemptSignal());
    }
  }

  /** The signal reaches the thread: a computing G that was asked to yields at once. */
  void onSignal(P p, long now) {
    G g = p.current;
    if (p.phase == Phase.COMPUTING && g != null && g.preemptAt <= now) {
      g.remaining = Math.max(p.workEnds - now, 1);
      calendar.cancel(p.id);
      preempted(p, g, now);
    }
  }

  int signalSlot(P p) {
    return scheduler.ps.length + p.id;
  }

  private void preempted(P p, G g, long now) {
    leaveChannel(p, now);
    String role = g.program.name();
    if (role == Workload.CONSUMER) {
      counters.preemptionsConsumer++;
    } else if (role == Workload.PRODUCER) {
      counters.preemptionsProducer++;
    } else {
      counters.preemptionsOther++;
    }
    observer.preempted(now, g, p);
    scheduler.yielded(p, g, now);
  }

  private void await(P p, Phase phase, long at) {
    p.phase = phase;
    calendar.schedule(p.id, at);
  }
}
