package io.fairlane.runner.pool;

/**
 * A dedicated consumer's lane, taken apart for calibration: one thread runs a producer's slices,
 * another polls as the consumer does. Both are the very code of a trial, loops and checks included.
 */
public final class LanePrimitives {
  private static final WorkDraws NONE = WorkDraws.constant(0);

  private final Pool pool = new Pool(1);
  private final P p = pool.ps().get(0);
  private final Channel channel;
  private final ProducerTask producer;
  private final Inbox inbox;

  /**
   * @param capacity of the channel
   * @param producers of the trial: decides how large a producer's block of messages is, and so in
   *     which cache they lie
   */
  public LanePrimitives(int capacity, int producers) {
    channel = new Channel(pool, capacity);
    producer = new ProducerTask(0, Ticket.blockLength(producers), NONE, channel);
    inbox = new Inbox(Long.MAX_VALUE, producers, Clock.unused());
    p.ready(producer);
  }

  /**
   * The producer's turn: it sends until {@link #askToLeave} or until the channel is full. One
   * thread.
   *
   * @return messages sent
   */
  public long slice() {
    long before = producer.issued();
    p.step();
    return producer.issued() - before;
  }

  /** {@code preemptone}, by another thread; may be lost, so ask again until the slice is over. */
  public void askToLeave() {
    p.preemptOne();
  }

  /** One receive by the consumer's code path, by one thread; false if there is nothing. */
  public boolean poll() {
    Ticket ticket = channel.poll();
    if (ticket == null) {
      return false;
    }
    inbox.accept(ticket);
    return true;
  }

  /** Buffered messages; an estimate while the other thread is at it. */
  public int size() {
    return channel.size();
  }
}
