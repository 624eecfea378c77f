package io.fairlane.runner.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * {@code sendq}: senders parked on a channel, oldest first, each with its message. Changed under
 * the channel's lock; its length may be asked without, and may then be late.
 */
final class SendQueue {
  private static final VarHandle SIZE;

  static {
    try {
      SIZE = MethodHandles.lookup().findVarHandle(SendQueue.class, "size", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private ProducerTask first;
  private ProducerTask last;
  private int size;

  /** Any thread. */
  int size() {
    return (int) SIZE.getOpaque(this);
  }

  /** Any thread. */
  boolean isEmpty() {
    return size() == 0;
  }

  ProducerTask first() {
    return first;
  }

  void add(ProducerTask sender) {
    sender.nextWaiter = null;
    if (last == null) {
      first = sender;
    } else {
      last.nextWaiter = sender;
    }
    last = sender;
    SIZE.setVolatile(this, size + 1);
  }

  /** Takes out the oldest; there must be one. */
  ProducerTask poll() {
    ProducerTask sender = first;
    first = sender.nextWaiter;
    if (first == null) {
      last = null;
    }
    SIZE.setVolatile(this, size - 1);
    return sender;
  }
}
