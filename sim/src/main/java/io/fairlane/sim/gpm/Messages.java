package io.fairlane.sim.gpm;

/** What went into a channel, what came out of it, and what lies between: its buffer. */
final class Messages {
  private final MessageBuffer buffer = new MessageBuffer();
  private final Observer observer;

  /** Who wants to know how long messages waited, or null. */
  private final Delays delays;

  /** Their difference is what is buffered. */
  private long in;

  private long out;

  /**
   * @param delays who wants to know how long messages waited, or null
   */
  Messages(Observer observer, Delays delays) {
    this.observer = observer;
    this.delays = delays;
  }

  long count() {
    return buffer.size();
  }

  long out() {
    return out;
  }

  /** One goes straight from a sender to a receiver that waits. */
  void pass(G sender, G receiver, long now) {
    in++;
    out++;
    if (delays != null) {
      // it has the message when it runs again
      receiver.handedSentAt = sender.sentAt(now);
    }
    observer.received(now, receiver, sender, 1);
  }

  /** Messages of one sender enter the buffer, each {@code step} after the other. */
  void put(G sender, long n, long first, long step) {
    in += n;
    if (delays == null) {
      buffer.add(sender, n, 0, 0);
      return;
    }
    long sentAt = sender.sentAt(first);
    if (sender.intendedAt() >= 0) {
      buffer.add(sender, n, sentAt, 0);
    } else if (sentAt == first || n == 1) {
      buffer.add(sender, n, sentAt, step);
    } else {
      // it was about to send the first for longer: it was asked to yield in between
      buffer.add(sender, 1, sentAt, 0);
      buffer.add(sender, n - 1, first + step, step);
    }
  }

  /** The oldest messages are received, each {@code step} after the other. */
  void take(G receiver, long n, long first, long step) {
    out += n;
    long last = first + (n - 1) * step;
    long next = first;
    for (long left = n; left > 0; ) {
      long some = Math.min(left, buffer.oldestRun());
      if (delays != null) {
        delays.received(next - buffer.oldestSentAt(), step - buffer.oldestStep(), some);
        next += some * step;
      }
      observer.received(last, receiver, buffer.oldest(), some);
      buffer.remove(some);
      left -= some;
    }
  }

  /** True; an error tells what was lost or doubled. */
  boolean conserve() {
    assert in == out + count() : "messages in " + in + ", out " + out + ", buffered " + count();
    return true;
  }
}
