package io.fairlane.sim.gpm;

import io.fairlane.sim.engine.Jitter;
import io.fairlane.sim.gpm.P.Phase;
import io.fairlane.sim.program.Instruction;
import io.fairlane.sim.program.Instruction.Kind;
import io.fairlane.sim.program.Instruction.Then;
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

  Channel channel(int number) {
    return channels[number];
  }

  /** Draws what the operations of a G cost during the turn that it begins. */
  void setCosts(P p, Program program) {
    p.turnBegins = true;
    if (program.usesChannels()) {
      p.costFactor = jitter.draw();
    }
  }

  /**
   * What one operation costs in this turn.
   *
   * @param actors on the channel, this P among them
   */
  long cost(P p, boolean sends, int actors) {
    return actors < 2
        ? plain(p, sends, 0)
        : contended(p, sends, 0) + (actors - 2) * further(p, sends);
  }

  /** The same alone on the channel, with work that is done along with it. */
  private static long plain(P p, boolean sends, long work) {
    long nominal = sends ? p.durations.send() : p.durations.receive();
    return Jitter.times(nominal + work, p.costFactor);
  }

  /** The same of two. */
  private static long contended(P p, boolean sends, long work) {
    long nominal = sends ? p.durations.sendContended() : p.durations.receiveContended();
    return Jitter.times(nominal + work, p.costFactor);
  }

  /** What each actor beyond two adds: to the operation, not to the work along with it. */
  private static long further(P p, boolean sends) {
    long nominal = sends ? p.durations.sendFurther() : p.durations.receiveFurther();
    return Jitter.times(nominal, p.costFactor);
  }

  /** Work per message that is short beside a signal is part of the channel operation's time. */
  private boolean mergesWork(Program program) {
    long work = world.durations().work(program.bodyWork());
    return work > 0 && work <= world.durations().preemptSignal();
  }

  /** {@code chansend}. */
  void send(P p, G g, int number, long now) {
    Channel channel = enter(p, number, now);
    if (channel.isClosed()) {
      throw panic(g, "send on closed channel");
    }
    long cost = cost(p, true, channel.actors());
    if (!channel.recvq.isEmpty()) {
      G receiver = channel.recvq.poll();
      channel.passToReceiver(g, receiver, now);
      complete(p, receiver, now + cost);
    } else if (!channel.isFull()) {
      beginRun(p, g, channel, true, now);
    } else {
      g.isSending(now);
      channel.park(g, channel.sendq);
      park(p, g, now + cost);
      tellLane(now);
    }
  }

  /** {@code chanrecv}. */
  void receive(P p, G g, int number, long now) {
    Channel channel = enter(p, number, now);
    long cost = cost(p, false, channel.actors());
    if (!channel.sendq.isEmpty()) {
      G sender = channel.sendq.poll();
      channel.receiveFromWaiting(sender, g, now);
      complete(p, sender, now + cost);
    } else if (!channel.isEmpty()) {
      beginRun(p, g, channel, false, now);
    } else if (channel.isClosed()) {
      finish(g, false);
      world.await(p, Phase.RETURNING, now + cost);
    } else {
      channel.park(g, channel.recvq);
      park(p, g, now + cost);
    }
  }

  /** The operation that {@code g} is at is over: on with the program, or out of its body. */
  static void finish(G g, boolean ok) {
    g.hasSent();
    Instruction done = g.program.at(g.pc);
    Then then = done.then();
    if (done.kind() == Kind.SELECT && g.waits().chosen >= 0) {
      then = done.cases().get(g.waits().chosen).then();
    }
    if (then.leaves(ok)) {
      g.leave();
    } else {
      g.advance();
    }
  }

  static IllegalStateException panic(G g, String what) {
    return new IllegalStateException("panic: " + what + " [" + g + "]");
  }

  void tellLane(long now) {
    if (lane != null) {
      lane.itemArrived(now);
    }
  }

  Channel enter(P p, int number, long now) {
    Channel channel = channels[number];
    if (p.touched != channel) {
      leave(p, now);
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
    boolean bulk = takesBulk(program, sends);
    long work = bulk && mergesWork(program) ? p.durations.work(program.bodyWork()) : 0;
    p.run.plainCost = plain(p, sends, work);
    p.run.contendedCost = contended(p, sends, work);
    p.run.furtherCost = further(p, sends);
    long wanted = bulk ? program.repetitions() - g.laps : 1;
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

  /** A loop of this operation and nothing else, but for work short enough to be merged with it. */
  private boolean takesBulk(Program program, boolean sends) {
    return program.loopsOver(sends ? Kind.SEND : Kind.RECEIVE)
        && (program.bodyWork() == 0 || mergesWork(program));
  }

  void endRun(P p, G g, long now) {
    Channel channel = p.touched;
    channel.settle(now, p.id);
    channel.end(p.run);
    long done = p.run.done;
    if (takesBulk(g.program, p.run.sends)) {
      int operation = g.pc;
      g.repeat(done);
      if (g.laps < g.program.repetitions()) {
        g.pc = operation;
      }
    } else if (done > 0) {
      finish(g, true);
    }
  }

  /**
   * The operation found a waiting partner, whose own is complete now; it will ready it.
   *
   * @param ends when the same operation on the buffer would be over (ps)
   */
  private void complete(P p, G partner, long ends) {
    partner.state = G.State.LIMBO;
    finish(partner, true);
    p.partner = partner;
    world.await(p, Phase.COMPLETING, ends + p.durations.complete());
  }

  void completed(P p, G g, long now) {
    g.limbo = p.partner;
    p.partner = null;
    finish(g, true);
    readyOrBePreempted(p, g, now);
  }

  /** The check on entry of {@code goready}. */
  void readyOrBePreempted(P p, G g, long now) {
    if (g.preemptAt <= now && world.rules().has(Rule.HANDOFF_LIMBO)) {
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
    world.await(p, Phase.READYING, now + p.durations.ready());
  }

  /**
   * The G is on its wait queues: it can be completed by others, and checks for requests no more.
   */
  void park(P p, G g, long ends) {
    g.state = G.State.WAITING;
    p.current = null;
    p.parking = g;
    if (g.lockedM != null) {
      g.lockedM.parkingUntil = ends;
    }
    world.observer().stopped(ends, g, p, Observer.Stop.PARKED);
    world.await(p, Phase.PARKING, ends);
  }
}
