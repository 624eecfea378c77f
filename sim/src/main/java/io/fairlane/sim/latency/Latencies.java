package io.fairlane.sim.latency;

/**
 * What one simulation waited for while the consumer's clock ran.
 *
 * <p><b>Message latency</b> runs from the moment the sender is ready to send to the moment the
 * receiver has the message, so that it hides no queue:
 *
 * <ul>
 *   <li>It begins when the message was meant to be sent, if the producer keeps a schedule; else
 *       when the program reaches the send with the message in hand. The time that the sender is
 *       parked on a full channel counts, and so does the lap that it loses if it is asked to yield
 *       on entry of the send.
 *   <li>It ends when the receive takes it out of the channel; for a receiver that was parked, when
 *       it runs again, for until then nobody has the message.
 * </ul>
 *
 * An operation takes effect at its start, as everywhere in the model: its own duration, tens of
 * nanoseconds, is not part of the latency. A message counts if it was received while the clock ran.
 *
 * <p><b>Run-queue delay</b> of a G runs from the moment it becomes runnable (created, readied,
 * yielded, preempted, back from a system call) to the first instant at which it runs, the switch
 * and the hand-off to its thread included. It counts if it ended while the clock ran; waits that
 * the clock's stop cut off do not, so a producer that lost its last lap is missing. Background Gs
 * are not told apart in the run queues and have none; nor has a consumer with a thread of its own.
 */
public final class Latencies {
  private final DelayHistogram messages = new DelayHistogram();
  private final DelayHistogram consumer = new DelayHistogram();
  private final DelayHistogram producers = new DelayHistogram();

  /** Latency of messages, send to receive. */
  public DelayHistogram messages() {
    return messages;
  }

  /** Run-queue delay of the consumer. */
  public DelayHistogram consumerDelay() {
    return consumer;
  }

  /** Run-queue delay of the producers. */
  public DelayHistogram producerDelay() {
    return producers;
  }
}
