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

  /** The producer's first turn is still to come, the consumer is parked. */
  private Primitives(int capacity, int producers) {
    Channel channel = new Channel(pool, capacity);
    Inbox inbox = new Inbox(Long.MAX_VALUE, producers, new Clock(new Unheard()));
    p.ready(new ProducerTask(0, Ticket.blockLength(producers), NONE, channel));
    p.ready(new ConsumerTask(channel, NONE, inbox, false));
    p.step();
  }

  /**
   * Both are tasks.
   *
   * @param producers of the trial: decides how large a producer's block of messages is, and so in
   *     which cache they lie
   */
  public static Primitives inPool(int capacity, int producers) {
    return new Primitives(capacity, producers);
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
