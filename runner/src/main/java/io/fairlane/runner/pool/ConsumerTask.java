package io.fairlane.runner.pool;

/** The consumer of the arms fair and locked: one task among all. */
final class ConsumerTask extends ComputingTask {
  private final Channel channel;
  private final WorkDraws work;
  private final Inbox inbox;

  /** Message of a receive that a sender has completed; written under the channel's lock. */
  Ticket handed;

  private final boolean locks;
  private Thread home;

  /**
   * @param locks its thread, before its clock starts
   */
  ConsumerTask(Channel channel, WorkDraws work, Inbox inbox, boolean locks) {
    super(Role.CONSUMER);
    this.channel = channel;
    this.work = work;
    this.inbox = inbox;
    this.locks = locks;
  }

  @Override
  protected Outcome run(P p) {
    if (home == null) {
      begin(p);
    } else if (locks && Thread.currentThread() != home) {
      throw new IllegalStateException("a locked consumer ran on another thread");
    }
    while (true) {
      if (left > 0 && !compute(p)) {
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
        if (p.mustLeave(this)) {
          return Outcome.PREEMPTED;
        }
        ticket = channel.receive(p, this);
        if (ticket == null) {
          return Outcome.PARKED;
        }
      }
      inbox.accept(ticket);
      left = work.next(p);
    }
  }

  private void begin(P p) {
    home = Thread.currentThread();
    if (locks) {
      p.lockThread(this);
    }
    inbox.open();
  }
}
