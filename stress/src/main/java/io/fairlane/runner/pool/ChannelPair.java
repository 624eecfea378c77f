package io.fairlane.runner.pool;

/**
 * A sender and a receiver on Ps of their own, stepped by the actors of a test: no thread of the
 * pool runs, so a woken task stays where its waker has put it, and can be looked for there.
 */
final class ChannelPair {
  private static final WorkDraws NONE = WorkDraws.constant(0);

  private final Pool pool = new Pool(2);
  private final P receiverP = pool.ps().get(0);
  private final P senderP = pool.ps().get(1);
  private final Channel channel;
  private final ConsumerTask consumer;
  private final ProducerTask producer;
  private final Ticket[] tickets = Ticket.block(0, 2);
  private final Ticket wanted;
  private Ticket early;
  private boolean parked;
  private Ticket got;
  private boolean sent;

  /**
   * @param full its one slot holds a message that {@link #receive} or {@link #poll} takes out first
   */
  ChannelPair(int capacity, boolean full) {
    channel = new Channel(pool, capacity);
    consumer = new ConsumerTask(channel, NONE, null, false);
    producer = new ProducerTask(0, 1, NONE, channel);
    wanted = tickets[1];
    if (full) {
      channel.send(senderP, producer, tickets[0]);
    } else {
      early = tickets[0];
    }
  }

  void send() {
    sent = channel.send(senderP, producer, wanted);
  }

  void receive() {
    if (early == null) {
      early = channel.receive(receiverP, consumer);
    }
    got = channel.receive(receiverP, consumer);
    parked = got == null;
  }

  /** Once for each message; the arbiter polls on. */
  void poll() {
    early = channel.poll();
    got = channel.poll();
  }

  void pollOn() {
    if (got == null) {
      got = channel.poll();
    }
  }

  /** Who ended up waiting and was woken; else what went wrong. */
  String shown() {
    Task bySender = senderP.queue().takeNext();
    Task byReceiver = receiverP.queue().takeNext();
    if (byReceiver == null) {
      byReceiver = pool.global().take(receiverP.queue(), 1); // a poller has no P
    }
    Ticket arrived = parked ? consumer.handed : got;
    if (parked != (bySender == consumer)) {
      return parked ? "receiver sleeps" : "receiver woken twice";
    }
    if (sent != (byReceiver == null)) {
      return sent ? "sender woken twice" : "sender sleeps";
    }
    if (early != tickets[0] || arrived != wanted || channel.size() != 0) {
      return "message lost or doubled";
    }
    return parked ? "receiver" : sent ? "nobody" : "sender";
  }
}
