package io.fairlane.sim.gpm;

import io.fairlane.sim.engine.Jitter;
import io.fairlane.sim.gpm.P.Phase;
import io.fairlane.sim.program.Instruction;
import io.fairlane.sim.program.Instruction.Kind;
import io.fairlane.sim.program.Program;

/**
 * {@code chansend} and {@code chanrecv} by a G on a P: complete a waiting partner, or work on the
 * buffer, or park. A parked operation is completed by the other side; the woken G only returns.
 */
final class ChannelOperations {
  private final World world;
  private final Scheduler scheduler;
  private final Preemption preemption;
  private final Channel[] channels;
  private final Jitter jitter;

  /** The consumer's own thread, or null if it is a G. */
  private Lane lane;

  ChannelOperations(
      World world, Scheduler scheduler, Preemption preemption, Channel[] channels, Jitter jitter) {
    this.world = world;
    this.scheduler = scheduler;
    this.preemption = preemption;
    this.channels = channels;
    this.jitter = jitter;
  }

  void use(Lane lane) {
    this.lane = lane;
  }

  /** Draws what the operations of a G cost during the turn that it begins. */
  void setCosts(P p, Program program) {
    ChannelRun run = p.run;
    p.turnBegins = true;
    boolean sends = program.loopsOver(Kind.SEND);
    run.loops = sends || program.loopsOver(Kind.RECEIVE);
    if (run.loops) {
      long factor = jitter.draw();
      long work = mergedWork(program);
      run.plainCost = Jitter.times(cost(sends, false) + work, factor);
      run.contendedCost = Jitter.times(cost(sends, true) + work, factor);
    }
  }

  private long cost(boolean sends, boolean contended) {
    Durations d = world.durations();
    if (sends) {
      return contended ? d.sendContended() : d.send();
    }
    return contended ? d.receiveContended() : d.receive();
  }

  /** What an operation costs: drawn for the turn of a G that loops over it, else the mean. */
  private long costNow(P p, Channel channel, boolean sends) {
    if (!p.run.loops) {
      p.run.plainCost = cost(sends, false);
      p.run.contendedCost = cost(sends, true);
    }
    return channel.isContended() ? p.run.contendedCost : p.run.plainCost;
  }

  /** Work per message that is short beside a signal is part of the channel operation's time. */
  private long mergedWork(Program program) {
    long work = world.durations().work(program.bodyWork());
    return work <= world.durations().preemptSignal() ? work : 0;
  }

  void send(P p, G g, Instruction what, long now) {
    Channel channel = enter(p, what, now);
    long cost = costNow(p, channel, true);
    if (!channel.recvq.isEmpty()) {
      G receiver = channel.recvq.poll();
      channel.passToReceiver(g, receiver, now);
      complete(p, receiver, now + cost);
    } else if (!channel.isFull()) {
      beginRun(p, g, channel, true, now);
    } else {
      park(p, g, channel, channel.sendq, now + cost);
      if (lane != null) {
        lane.itemArrived(now);
      }
    }
  }

  void receive(P p, G g, Instruction what, long now) {
    Channel channel = enter(p, what, now);
    long cost = costNow(p, channel, false);
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

  private Channel enter(P p, Instruction what, long now) {
    Channel channel = channels[Math.toIntExact(what.amount())];
    if (p.touched == null) {
      p.touched = channel;
      channel.enter(now, p.id);
    } else {
      channel.settle(now, p.id);
    }
    return channel;
  }

  static void leave(P p, long now) {
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
      if (p.turnBegins) {
        p.turnBegins = false;
        lane.senderBegins();
      }
      lane.itemArrived(now);
    }
  }

  void endRun(P p, G g, long now) {
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
    world.await(p, Phase.COMPLETING, ends);
  }

  void completed(P p, G g, long now) {
    G partner = p.partner;
    p.partner = null;
    g.advance();
    g.limbo = partner;
    if (world.rules().has(Rule.HANDOFF_LIMBO) && g.preemptAt <= now) {
      world.counters().limbos++;
      preemption.preempted(p, g, now);
    } else {
      readyLimbo(p, g, now);
    }
  }

  void readyLimbo(P p, G g, long now) {
    G partner = g.limbo;
    g.limbo = null;
    scheduler.ready(p, partner, now);
    world.await(p, Phase.READYING, now + world.durations().ready());
  }

  private void park(P p, G g, Channel channel, GQueue waiters, long ends) {
    g.state = G.State.WAITING;
    channel.park(g, waiters);
    // from here the G can be completed by others, and it checks for requests no more
    p.current = null;
    p.parking = g;
    world.observer().stopped(ends, g, p, Observer.Stop.PARKED);
    world.await(p, Phase.PARKING, ends);
  }
}
