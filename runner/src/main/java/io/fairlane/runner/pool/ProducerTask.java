package io.fairlane.runner.pool;

/** Optionally counts, sends, for ever. */
final class ProducerTask extends ComputingTask {
  private final Channel channel;
  private final WorkDraws work;
  private final Ticket[] block;
  private long issued;

  /** The message of a parked sender; guarded by the channel's lock, like {@link #nextWaiter}. */
  Ticket pending;

  ProducerTask nextWaiter;

  /** Written before it parks; a waker reads it after it has taken it off the wait queue. */
  private P lastP;

  ProducerTask(int index, int blockLength, WorkDraws work, Channel channel) {
    super(Role.PRODUCER);
    this.channel = channel;
    this.work = work;
    this.left = work.next();
    this.block = Ticket.block(index, blockLength);
  }

  @Override
  protected Outcome run(P p) {
    lastP = p;
    while (true) {
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
      if (!channel.send(p, this, ticket)) {
        return Outcome.PARKED;
      }
    }
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
