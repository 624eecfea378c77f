package io.fairlane.sim.gpm;

import io.fairlane.sim.engine.EventCalendar;
import java.util.function.Consumer;

/**
 * A Go channel ({@code hchan}): a buffer of {@code capacity} slots, a FIFO sendq and a FIFO recvq.
 * Items buffered means recvq empty; space free means sendq empty.
 *
 * <p>Buffered operations are taken in bulk: each P that loops over the channel has a {@link
 * ChannelRun}. Before anybody looks at the channel all runs are <i>settled</i> (operations that
 * have started take effect), and after it they are planned anew ({@link BulkPlan}).
 */
final class Channel {
  private final EventCalendar calendar;
  private final long capacity;
  private final boolean bulk;
  private final BulkPlan plan;
  private final ActiveRuns runs;

  /** The lane that takes every message of the only sender as it comes, or null. */
  private ChannelRun following;

  final AwaitedSend awaited;
  private final Messages messages;
  final WaitQueue sendq = new WaitQueue();
  final WaitQueue recvq = new WaitQueue();
  private boolean closed;

  /** Ps and lanes that are inside an operation on this channel. */
  private int touching;

  /**
   * @param actors most Ps and lanes that can use the channel at once
   * @param bulk false: one operation an event, the oracle of the bulk steps
   * @param delays who wants to know how long messages waited, or null
   */
  Channel(
      EventCalendar calendar,
      long capacity,
      int actors,
      boolean bulk,
      Observer observer,
      Delays delays) {
    this.messages = new Messages(observer, delays);
    this.awaited = new AwaitedSend(calendar);
    this.calendar = calendar;
    this.capacity = capacity;
    this.bulk = bulk;
    this.plan = new BulkPlan(calendar, capacity, bulk);
    this.runs = new ActiveRuns(actors);
  }

  long count() {
    return messages.count();
  }

  /** The count at a time up to which all events have happened; nothing is settled by looking. */
  long countAt(long at) {
    return messages.count() + startedBy(at, true) - startedBy(at, false);
  }

  /** Messages that came out by then, seen likewise. */
  long outAt(long at) {
    return messages.out() + startedBy(at, false);
  }

  private long startedBy(long at, boolean sends) {
    // of the only sender each message passes straight through to the lane that follows
    return runs.startedBy(at, sends || following != null);
  }

  boolean isFull() {
    return messages.count() == capacity;
  }

  boolean isEmpty() {
    return messages.count() == 0;
  }

  /**
   * True if the slots hold what is sent while the first message is on its way to the lane and the
   * free slot back, even if sends follow each other without work in between.
   */
  boolean holds(long roundTrip, long sendCost) {
    return capacity * (double) sendCost > roundTrip;
  }

  /** Ps and lanes at work on the channel: what an operation takes depends on it. */
  int actors() {
    return touching;
  }

  /** An actor begins to work on the channel: everybody's operations get dearer from now on. */
  void enter(long now, int slot) {
    touching++;
    if (runs.count() > 0) {
      settle(now, slot);
      plan();
    }
  }

  void leave(long now, int slot) {
    touching--;
    if (runs.count() > 0) {
      settle(now, slot);
      plan();
    }
  }

  /** A send that found a waiting receiver: the message goes straight to it. */
  void passToReceiver(G sender, G receiver, long now) {
    messages.pass(sender, receiver, now);
    assert conserves();
  }

  /**
   * A receive that found a waiting sender: it takes the oldest buffered message and the sender's
   * goes to the tail; without a buffer it takes the sender's.
   */
  void receiveFromWaiting(G sender, G receiver, long now) {
    messages.put(sender, 1, now, 0);
    messages.take(receiver, 1, now, 0);
    assert conserves();
  }

  /** Applies every operation that has started before {@code now}, as seen from {@code slot}. */
  void settle(long now, int slot) {
    if (following != null) {
      settleFollowing(now, slot);
    }
    ChannelRun first = runs.firstOfSeveralSenders(now, slot);
    while (first != null) {
      // the order of their messages in the buffer is the order of their starts
      apply(first, 1);
      first = runs.firstOfSeveralSenders(now, slot);
    }
    for (int i = 0; i < runs.count(); i++) {
      ChannelRun run = runs.get(i);
      long started = run.started(now, slot);
      if (started > 0) {
        apply(run, started);
      }
    }
    assert conserves();
  }

  /**
   * Takes a lane that has found the channel empty and the only sender together, if the lane's
   * receive is over before the next send: each message passes straight through, the count stays 0.
   * Ends with the next settling.
   *
   * @param wanted messages that the lane still wants
   * @return false if they do not keep step: the lane waits for the next send by itself
   */
  boolean follow(ChannelRun lane, long wanted) {
    ChannelRun sender = runs.onlySender();
    if (!bulk || sender == null || touching != 2) {
      return false;
    }
    long n = Math.min(Math.min(sender.wanted, sender.beforeLimit()), wanted);
    if (n == 0 || sender.cost == 0 || lane.contendedCost > sender.cost) {
      return false;
    }
    following = lane;
    sender.planned = n;
    calendar.schedule(sender.slot, sender.endsAt());
    if (n == wanted) {
      calendar.schedule(lane.slot, sender.endsAt() - sender.cost + lane.contendedCost);
    }
    return true;
  }

  private void settleFollowing(long now, int slot) {
    ChannelRun lane = following;
    ChannelRun sender = runs.onlySender();
    following = null;
    long n = sender.started(now, slot);
    if (n > 0) {
      long firstStarted = sender.nextAt;
      long lastStarted = firstStarted + (n - 1) * sender.cost;
      apply(sender, n);
      messages.take(null, n, firstStarted, sender.cost);
      lane.done += n;
      lane.nextAt = lastStarted + lane.contendedCost;
    }
    // the lane is in its last receive, or waits for the next send
    long next = sender.planned > 0 ? sender.nextAt : EventCalendar.NEVER;
    if (lane.nextAt > now) {
      calendar.schedule(lane.slot, lane.nextAt);
    } else if (next != EventCalendar.NEVER) {
      calendar.schedule(lane.slot, next);
    } else {
      calendar.cancel(lane.slot);
    }
  }

  private void apply(ChannelRun run, long n) {
    long firstStarted = run.nextAt;
    run.nextAt += n * run.cost;
    run.planned -= n;
    run.done += n;
    run.wanted -= n;
    if (run.sends) {
      messages.put(run.g, n, firstStarted, run.cost);
    } else {
      messages.take(run.g, n, firstStarted, run.cost);
    }
  }

  /** The G waits; a run on the other side ends where it would meet it. The caller has settled. */
  void park(G g, WaitQueue waiters) {
    waiters.add(g);
    plan();
  }

  /** As {@link #park}, for one case of a select. */
  void parkCase(G g, int index, boolean sends) {
    (sends ? sendq : recvq).addCase(g, index);
    plan();
  }

  boolean isClosed() {
    return closed;
  }

  /** No send starts from now on. The caller has settled the channel. */
  void close() {
    closed = true;
    plan();
  }

  /**
   * The lane has found the channel empty: its event comes with the next send that is planned.
   *
   * @param delay from that send to the lane seeing it (ps)
   */
  void awaitSend(ChannelRun lane, long delay) {
    awaited.begin(lane, delay);
    awaited.planned(runs.nextSendAt());
  }

  /** Starts a run whose first operation begins now; the caller has settled the channel. */
  void begin(ChannelRun run, G g, boolean sends, long wanted, long limitAt, long now) {
    assert !run.active;
    run.g = g;
    run.active = true;
    run.sends = sends;
    run.wanted = wanted;
    run.limitAt = limitAt;
    run.nextAt = now;
    run.planned = 0;
    run.done = 0;
    runs.add(run);
    plan();
  }

  /** Ends a run; operations that started stay done. The caller has settled the channel. */
  void end(ChannelRun run) {
    runs.remove(run);
    run.active = false;
    run.planned = 0;
  }

  /** A preemption request was made: no operation of the run starts from {@code limitAt} on. */
  void limit(ChannelRun run, long limitAt, long now, int slot) {
    settle(now, slot);
    run.limitAt = limitAt;
    plan();
  }

  private void plan() {
    plan.all(runs, messages.count(), touching, !sendq.isEmpty(), closed || !recvq.isEmpty());
    if (awaited.isAwaited()) {
      // a plan may have grown: nobody else tells the lane of sends within a run
      awaited.planned(runs.nextSendAt());
    }
  }

  /** Whoever waits to send or to receive. */
  void forEachWaiting(Consumer<G> action) {
    sendq.forEach(action);
    recvq.forEach(action);
  }

  private boolean conserves() {
    long count = messages.count();
    assert messages.conserve();
    assert count <= capacity : count + " of " + capacity;
    assert count == 0 || recvq.isEmpty() : "messages buffered while a receiver waits";
    assert count == capacity || sendq.isEmpty() : "space free while a sender waits";
    return true;
  }
}
