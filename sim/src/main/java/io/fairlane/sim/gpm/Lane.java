package io.fairlane.sim.gpm;

import io.fairlane.sim.engine.EventCalendar;
import io.fairlane.sim.engine.Jitter;
import io.fairlane.sim.program.Instruction;
import io.fairlane.sim.program.Program;

/**
 * A consumer on a thread of its own, outside the run queues: it polls the channel without pause,
 * nobody preempts it, and the senders it finds waiting are readied to the global tail.
 *
 * <p>A message is seen one transfer between CPUs after it was sent, and the free slot one transfer
 * after it was taken. Slots enough for what is on its way hide that; with few a sender that goes on
 * at once finds the channel full, parks, and is a lap away.
 */
final class Lane {
  private final World world;

  /** What things take on its CPU. */
  private final Durations durations;

  private final Processors processors;
  private final Scheduler scheduler;
  private final Channel channel;
  private final Jitter channelJitter;
  private final Jitter turnJitter;
  private final Jitter workFactor;
  private final long messages;
  private final long work;
  private final ChannelRun run;

  /** From a send on the empty channel to its slot being free again for the sender (ps). */
  private final long reaction;

  private boolean starting;
  private boolean waiting;

  /** It has found the channel empty since its last message. */
  private boolean ranDry;

  private boolean redraw;

  private long received;

  Lane(
      int slot,
      Program consumer,
      World world,
      Durations durations,
      Processors processors,
      Scheduler scheduler,
      Channel channel,
      Jitter channelJitter,
      Jitter turnJitter,
      Draws draws) {
    this.world = world;
    this.durations = durations;
    this.processors = processors;
    this.scheduler = scheduler;
    this.channel = channel;
    this.channelJitter = channelJitter;
    this.turnJitter = turnJitter;
    this.messages = consumer.repetitions();
    Instruction drawn = consumer.drawnWork();
    this.workFactor = drawn == null ? null : draws.ofLane(drawn.spread());
    this.work = durations.work(drawn == null ? consumer.bodyWork() : drawn.amount());
    this.run = new ChannelRun(slot);
    long roundTrip = 2 * durations.preemptVisible(); // of a cache line, there and back
    boolean hidden = channel.holds(roundTrip, durations.sendContended());
    this.reaction = hidden || !world.rules().has(Rule.HCHAN_CONTENTION) ? 0 : roundTrip;
  }

  /**
   * Main has spawned everything else and wakes the lane's thread, which has slept meanwhile. Until
   * it runs, senders have the channel for themselves: a few slots are full by then.
   */
  void start(long now) {
    processors.takeForeignCpu();
    starting = true;
    world.calendar().schedule(run.slot, now + durations.handoffIdleLong());
  }

  private void begin(long now) {
    starting = false;
    world.counters().clockStarted = now;
    // it polls even when there is nothing: senders pay the contended price from here on
    channel.enter(now, run.slot);
    drawCosts();
  }

  /** A sender has begun to put an item into the empty channel, or waits with one. */
  void itemArrived(long now) {
    if (waiting) {
      waiting = false;
      long seen = channel.awaited.seenAt(now);
      channel.awaited.end();
      world.calendar().schedule(run.slot, Math.max(seen, run.nextAt));
    }
  }

  /** A sender begins a turn: the lane's costs are drawn anew when it has next run dry. */
  void senderBegins() {
    redraw = true;
  }

  void onEvent(long now) {
    if (starting) {
      begin(now);
    }
    waiting = false;
    channel.awaited.end();
    channel.settle(now, run.slot);
    if (run.done > 0 && run.nextAt == now) {
      // a receive ends just now: it has not run dry yet
      ranDry = false;
    }
    received += run.done;
    run.done = 0;
    if (run.active) {
      channel.end(run);
    }
    if (received == messages) {
      world.counters().clockStopped = now;
      return;
    }
    if (workFactor != null) {
      drawCosts();
    }
    if (!channel.sendq.isEmpty()) {
      receiveFromWaitingSender(now);
    } else if (!channel.isEmpty()) {
      if (ranDry && redraw) {
        redraw = false;
        drawCosts();
      }
      ranDry = false;
      long wanted = workFactor == null ? messages - received : 1;
      channel.begin(run, null, false, wanted, EventCalendar.NEVER, now);
    } else {
      waiting = true;
      ranDry = true;
      boolean follows = !redraw && workFactor == null && reaction == 0;
      if (follows && channel.follow(run, messages - received)) {
        return;
      }
      // the next send of a run under way; a run that begins earlier says so itself
      channel.awaitSend(run, reaction);
    }
  }

  private void drawCosts() {
    long factor = channelJitter.draw();
    long amount = workFactor == null ? work : Jitter.times(work, workFactor.draw());
    long perMessage = amount == 0 ? 0 : Jitter.times(amount, turnJitter.draw());
    run.plainCost = Jitter.times(durations.receive(), factor) + perMessage;
    run.contendedCost = Jitter.times(durations.receiveContended(), factor) + perMessage;
    run.furtherCost = Jitter.times(durations.receiveFurther(), factor);
  }

  private void receiveFromWaitingSender(long now) {
    G sender = channel.sendq.poll();
    channel.receiveFromWaiting(sender, null, now);
    ChannelOperations.finish(sender, true);
    scheduler.readyFromOutside(sender, now);
    received++;
    long cost = run.costAmong(channel.actors());
    world.calendar().schedule(run.slot, now + cost + durations.ready());
  }
}
