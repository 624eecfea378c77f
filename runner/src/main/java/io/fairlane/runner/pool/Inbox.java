package io.fairlane.runner.pool;

import io.fairlane.experiment.Refusal;

/**
 * What the consumer has received: checks, message by message, that each producer's messages arrive
 * in order, none lost and none doubled. Used by one thread at a time.
 */
final class Inbox {
  private final long wanted;
  private final int mask;
  private final int[] expected;
  private final long[] perProducer;
  private final Clock clock;

  /** Null where producers keep no schedule. */
  private final Arrivals arrivals;

  private long received;

  Inbox(long wanted, int producers, Clock clock) {
    this(wanted, producers, clock, null);
  }

  Inbox(long wanted, int producers, Clock clock, Arrivals arrivals) {
    this.arrivals = arrivals;
    this.wanted = wanted;
    this.mask = Ticket.blockLength(producers) - 1;
    this.expected = new int[producers];
    this.perProducer = new long[producers];
    this.clock = clock;
  }

  void open() {
    clock.start();
  }

  void close() {
    clock.stop();
  }

  boolean isFull() {
    return received == wanted;
  }

  long received() {
    return received;
  }

  /**
   * @throws Refusal (verdict failed) if this is not the producer's next message
   */
  void accept(Ticket ticket) {
    check(ticket);
    if (arrivals != null) {
      arrivals.received(ticket.producer(), System.nanoTime());
    }
    received++;
  }

  /** Counts a message that was still under way when the clock stopped. */
  void acceptLeftover(Ticket ticket) {
    check(ticket);
  }

  private void check(Ticket ticket) {
    int producer = ticket.producer();
    if (ticket.number() != expected[producer]) {
      throw Refusal.verdictFailed(
          "messages of producer "
              + producer
              + " lost, doubled or reordered: expected number "
              + expected[producer]
              + " of its block, got "
              + ticket.number()
              + " after "
              + perProducer[producer]
              + " messages");
    }
    expected[producer] = (ticket.number() + 1) & mask;
    perProducer[producer]++;
  }

  /**
   * The books: what a producer sent is what arrived. Closes the one gap of the check above, a loss
   * of whole blocks.
   *
   * @throws Refusal (verdict failed) if they do not balance
   */
  void balance(int producer, long issued) {
    if (perProducer[producer] != issued) {
      throw Refusal.verdictFailed(
          "producer "
              + producer
              + " sent "
              + issued
              + " messages, "
              + perProducer[producer]
              + " were received, buffered or pending");
    }
  }
}
