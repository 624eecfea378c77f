package io.fairlane.runner.pool;

import java.util.ArrayList;
import java.util.List;

/**
 * The pool's mechanisms, single-stepped, for calibration: the very classes that a trial runs, on
 * the caller's thread. One P, one producer, one consumer, one channel.
 */
public final class Primitives {
  private static final WorkDraws NONE = WorkDraws.constant(0);

  private final Pool pool = new Pool(1);
  private final P p = pool.ps().get(0);
  private final Channel channel;
  private final ProducerTask producer;
  private final Ticket[] block;
  private final Inbox inbox = new Inbox(Long.MAX_VALUE, 1, new Clock(new Unheard()));

  /** Messages sent, in a cache line of its own: the consumer reads the fields beside it. */
  private final int[] sent = new int[64];

  private Primitives(int capacity, boolean consumerInPool) {
    int length = Ticket.blockLength(1);
    channel = new Channel(pool, capacity);
    producer = new ProducerTask(0, length, NONE, channel);
    block = Ticket.block(0, length);
    if (consumerInPool) {
      p.ready(producer);
      p.ready(new ConsumerTask(channel, NONE, inbox, false));
      p.step();
    }
  }

  /** Both are tasks: the consumer is parked, the producer's first turn still to come. */
  public static Primitives inPool(int capacity) {
    return new Primitives(capacity, true);
  }

  /** The consumer is the caller: {@link #poll}. */
  public static Primitives outside(int capacity) {
    return new Primitives(capacity, false);
  }

  private static final class Unheard implements Clock.Listener {
    @Override
    public void starting() {}

    @Override
    public void stopped() {}
  }

  /** A pool whose global queue holds a crowd; to be stepped by threads of the caller's. */
  public static Pool crowd(int processors, int tasks, long work) {
    Pool pool = new Pool(processors);
    for (int i = 0; i < tasks; i++) {
      pool.global().put(new BackgroundTask(WorkDraws.constant(work), work, Clock.unused()));
    }
    return pool;
  }

  /** The producer fills the channel and parks, or the consumer empties it and parks, by turns. */
  public void turn() {
    p.step();
  }

  /** One send by the producer's code path, without its loop; false if the channel is full. */
  public boolean send() {
    return channel.send(p, producer, block[sent[32]++ & (block.length - 1)]);
  }

  /** One receive by the dedicated consumer's code path; false if there is nothing. */
  public boolean poll() {
    Ticket ticket = channel.poll();
    if (ticket == null) {
      return false;
    }
    inbox.accept(ticket);
    return true;
  }

  /** Spawns a crowd into one P: {@code newproc} n times, with the overflows it causes. */
  public static int spawn(int n) {
    P p = new Pool(1).ps().get(0);
    for (int i = 0; i < n; i++) {
      p.spawn(new BackgroundTask(NONE, 0, Clock.unused()));
    }
    return p.queue().size();
  }

  /** Tasks that park as soon as they run. */
  public static final class Sleepers {
    private final P p = new Pool(1).ps().get(0);
    private final List<Task> tasks = new ArrayList<>();

    /**
     * @param n less than a ring, so that nothing overflows
     */
    public Sleepers(int n) {
      for (int i = 0; i < n; i++) {
        tasks.add(new Sleeper());
      }
    }

    /** {@code goready} of each: into runnext, the one before to the ring. */
    public void readyAll() {
      for (Task task : tasks) {
        p.ready(task);
      }
    }

    /** Runs each. */
    public void runAll() {
      while (p.step()) {
        // each parks at once
      }
    }
  }

  private static final class Sleeper extends Task {
    Sleeper() {
      super(Role.BACKGROUND);
    }

    @Override
    protected Outcome run(P p) {
      return Outcome.PARKED;
    }
  }

  /** Two rings that steal from each other. */
  public static final class Rings {
    private final GlobalQueue global = new GlobalQueue(new SpinLock(), 2);
    private final RunQueue left = new RunQueue(global);
    private final RunQueue right = new RunQueue(global);

    public Rings(int tasks) {
      for (int i = 0; i < tasks; i++) {
        left.put(new Sleeper());
      }
    }

    /** Each steals half of what the other has, and keeps the one it would run. */
    public void stealBothWays() {
      right.put(right.stealFrom(left, null));
      left.put(left.stealFrom(right, null));
    }
  }
}
