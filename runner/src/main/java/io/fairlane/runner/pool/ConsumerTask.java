package io.fairlane.runner.pool;

/** The consumer of the fair arm: one task among all. */
final class ConsumerTask extends ComputingTask {
  private final Channel channel;
  private final long work;
  private final Inbox inbox;

  /** Message of a receive that a sender has completed; written under the channel's lock. */
  Ticket handed;

  private boolean started;

  ConsumerTask(Channel channel, long work, Inbox inbox) {
    super(Role.CONSUMER);
    this.channel = channel;
    this.work = work;
    this.inbox = inbox;
  }

  @Override
  protected Outcome run(Worker worker) {
    if (!started) {
      started = true;
      inbox.open();
    }
    while (true) {
      if (left > 0 && !compute(worker)) {
        return Outcome.PREEMPTED;
      }
      if (inbox.isFull()) {
        inbox.close();
        return Outcome.DONE;
      }
      Ticket ticket = handed;
      if (ticket != null) {
        handed = null;
      } else {
        if (worker.mustLeave(this)) {
          return Outcome.PREEMPTED;
        }
        ticket = channel.receive(worker, this);
        if (ticket == null) {
          return Outcome.PARKED;
        }
      }
      inbox.accept(ticket);
      left = work;
    }
  }
}
