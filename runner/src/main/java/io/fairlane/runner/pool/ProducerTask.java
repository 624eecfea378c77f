package io.fairlane.runner.pool;

/** Optionally waits until the message is due, optionally counts, sends, for ever. */
final class ProducerTask extends ComputingTask {
  private final Channel channel;
  private final WorkDraws work;
  private final int index;
  private final Ticket[] block;

  /** Null: as fast as it can. */
  private final Pace pace;

  private Pace.Schedule schedule;

  /** When the message in hand is due, if {@link #isDrawn}. */
  private long due;

  private boolean isDrawn;
  private long issued;

  /** The message of a parked sender; guarded by the channel's lock, like {@link #nextWaiter}. */
  Ticket pending;

  ProducerTask nextWaiter;

  /** Written before it parks; a waker reads it after it has taken it off the wait queue. */
  private P lastP;

  ProducerTask(int index, int blockLength, WorkDraws work, Channel channel) {
    this(index, blockLength, work, channel, null);
  }

  /**
   * @param pace null = as fast as it can
   */
  ProducerTask(int index, int blockLength, WorkDraws work, Channel channel, Pace pace) {
    super(Role.PRODUCER);
    this.index = index;
    this.pace = pace;
    this.channel = channel;
    this.work = work;
    this.left = work.next();
    this.block = Ticket.block(index, blockLength);
  }

  @Override
  protected Outcome run(P p) {
    lastP = p;
    while (true) {
      if (pace != null) {
        if (p.mustLeave(this)) {
          return Outcome.PREEMPTED;
        }
        if (!isDue(p)) {
          return Outcome.PARKED;
        }
      }
      if (left > 0 && !compute(p)) {
        return Outcome.PREEMPTED;
      }
      if (p.mustLeave(this)) {
        return Outcome.PREEMPTED;
      }
      Ticket ticket = block[(int) issued & (block.length - 1)];
      // Before the send: once parked, this object belongs to whoever completes the operation.
      issued++;
      left = work.next(p);
      isDrawn = false;
      if (!channel.send(p, this, ticket)) {
        return Outcome.PARKED;
      }
    }
  }

  /** False if it sleeps until then: it may run elsewhere already and must not be touched. */
  private boolean isDue(P p) {
    long now = System.nanoTime();
    if (schedule == null) {
      pace.begin(now);
      schedule = pace.of(index);
    }
    if (!isDrawn) {
      due = schedule.next();
      isDrawn = true;
    }
    if (due <= now) {
      return true;
    }
    p.sleep(this, due);
    return false;
  }

  @Override
  P lastP() {
    return lastP;
  }

  /** Messages sent or pending. */
  long issued() {
    return issued;
  }
}
