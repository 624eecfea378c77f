package io.fairlane.runner.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;

/**
 * A Go channel over a JCTools MPSC queue: {@code chansend} and {@code chanrecv} with parked
 * partners, for many senders and one receiver. Buffered operations that meet nobody parked take no
 * lock. A parked operation is completed by the other side.
 *
 * <p>Differs from Go where the lock is missing: a sender that saw nobody waiting may still slip its
 * message in before that of a sender that parked a moment later, and a parked sender may wait for
 * one receive more. No message is lost, doubled, or overtaken by another of its sender, and never
 * are more than {@code capacity} buffered.
 */
final class Channel {
  private static final VarHandle RECEIVER;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      RECEIVER = lookup.findVarHandle(Channel.class, "receiver", ConsumerTask.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Pool pool;
  private final int capacity;

  /** Rounds its size up to a power of two; each offer keeps the exact limit. Null: no slots. */
  private final MpscVarHandleArrayQueue<Ticket> buffer;

  private final SpinLock lock = new SpinLock();

  /** {@code recvq}: the receiver while it is parked. Written under the lock. */
  @SuppressWarnings("unused") // through RECEIVER
  private ConsumerTask receiver;

  /** Changed under the lock; how long it is anybody may ask. */
  private final SendQueue sendq = new SendQueue();

  Channel(Pool pool, int capacity) {
    this.pool = pool;
    this.capacity = capacity;
    this.buffer = capacity == 0 ? null : new MpscVarHandleArrayQueue<>(Math.max(2, capacity));
  }

  /**
   * Sends, or parks the sender with its message.
   *
   * @return false if it parked; the sender must not be touched any more
   */
  boolean send(P p, ProducerTask sender, Ticket ticket) {
    if (buffer != null
        && sendq.isEmpty()
        && (ConsumerTask) RECEIVER.getOpaque(this) == null
        && buffer.offerIfBelowThreshold(ticket, capacity)) {
      // Store, then look at the other side (Dekker). The offer moved the producer index by a CAS
      // and this read is volatile; the parking receiver writes itself volatile and then reads the
      // producer index. All four are in one total order: either we see it parked here, or it sees
      // that the queue is not empty and does not park.
      if ((ConsumerTask) RECEIVER.getVolatile(this) != null) {
        completeReceiver(p);
      }
      return true;
    }
    return sendSlow(p, sender, ticket);
  }

  private boolean sendSlow(P p, ProducerTask sender, Ticket ticket) {
    lock.lock();
    ConsumerTask parked = receiver;
    boolean sent = false;
    if (parked != null) {
      // A message in the buffer is older than ours; its sender is on its way to this lock.
      Ticket first = buffer == null ? null : buffer.relaxedPoll();
      sent = first == null;
      parked.handed = sent ? ticket : first;
      RECEIVER.setVolatile(this, null);
    }
    if (!sent) {
      sent = buffer != null && buffer.offerIfBelowThreshold(ticket, capacity);
    }
    if (!sent) {
      // No second look for space: the receiver looks at sendq after each receive, and under this
      // lock before it parks, so it cannot go to sleep on us.
      sender.pending = ticket;
      sendq.add(sender);
    }
    lock.unlock();
    if (parked != null) {
      p.ready(parked);
    }
    return sent;
  }

  /** We have buffered a message and found the receiver parked: receive on its behalf. */
  private void completeReceiver(P p) {
    lock.lock();
    ConsumerTask parked = receiver;
    if (parked != null) {
      // The one consumer is parked, and the lock orders us after its parking: we may poll for it.
      // Null: the head's sender is between index and element, and will come here after us.
      Ticket first = buffer.relaxedPoll();
      if (first == null) {
        parked = null;
      } else {
        parked.handed = first;
        RECEIVER.setVolatile(this, null);
      }
    }
    lock.unlock();
    if (parked != null) {
      p.ready(parked);
    }
  }

  /**
   * Receives, or parks the receiver.
   *
   * @return null if it parked; the receiver must not be touched any more
   */
  Ticket receive(P p, ConsumerTask self) {
    if (buffer != null) {
      Ticket ticket = buffer.relaxedPoll();
      if (ticket != null) {
        // May miss a sender that parks right now; the next receive sees it. After the last
        // buffered message that is the slow path, under the lock.
        if (!sendq.isEmpty()) {
          refill(p);
        }
        return ticket;
      }
    }
    for (int failures = 0; ; failures++) {
      lock.lock();
      // Volatile, before the emptiness check below: see send.
      RECEIVER.setVolatile(this, self);
      if (isEmpty()) {
        if (sendq.first() == null) {
          lock.unlock();
          return null;
        }
        RECEIVER.setVolatile(this, null);
        return takeFromSender(p);
      }
      RECEIVER.setVolatile(this, null);
      lock.unlock();
      Ticket ticket = buffer.relaxedPoll();
      if (ticket != null) {
        return ticket;
      }
      pause(failures);
    }
  }

  /** Receives without parking, for a consumer that has no P; null if there is nothing. */
  Ticket poll() {
    if (buffer != null) {
      Ticket ticket = buffer.relaxedPoll();
      if (ticket != null) {
        if (!sendq.isEmpty()) {
          refill(null);
        }
        return ticket;
      }
    }
    if (sendq.isEmpty()) {
      return null;
    }
    lock.lock();
    if (sendq.first() != null && isEmpty()) {
      return takeFromSender(null);
    }
    lock.unlock();
    return null;
  }

  /** Holding the lock, the buffer empty: the oldest parked sender's message is the next. */
  private Ticket takeFromSender(P p) {
    ProducerTask sender = sendq.poll();
    Ticket ticket = sender.pending;
    lock.unlock();
    ready(p, sender);
    return ticket;
  }

  /** A message was taken and senders wait: the oldest one's message goes to the tail. */
  private void refill(P p) {
    lock.lock();
    ProducerTask sender = sendq.first();
    // A running sender may have taken the free slot; then the next receive tries again.
    if (sender != null && buffer.offerIfBelowThreshold(sender.pending, capacity)) {
      sendq.poll();
    } else {
      sender = null;
    }
    lock.unlock();
    if (sender != null) {
      ready(p, sender);
    }
  }

  /** {@code goready}, always after the unlock: on the caller's P, or from outside the pool. */
  private void ready(P p, ProducerTask sender) {
    if (p == null) {
      pool.readyFromOutside(sender);
    } else {
      p.ready(sender);
    }
  }

  private boolean isEmpty() {
    return buffer == null || buffer.currentProducerIndex() == buffer.currentConsumerIndex();
  }

  /** A sender has claimed a slot and not filled it yet: nanoseconds, unless it lost its CPU. */
  private static void pause(int failures) {
    if (failures < 100) {
      Thread.onSpinWait();
    } else {
      Thread.yield();
    }
  }

  /** Buffered messages; an estimate while others send. */
  int size() {
    return buffer == null ? 0 : buffer.size();
  }

  /** Length of {@code sendq}. */
  int waitingSenders() {
    return sendq.size();
  }

  /** Takes out, in order, what is buffered and then what is pending; for use after the end. */
  void drainTo(java.util.function.Consumer<Ticket> sink) {
    if (buffer != null) {
      buffer.drain(sink::accept);
    }
    lock.lock();
    while (sendq.first() != null) {
      sink.accept(sendq.poll().pending);
    }
    lock.unlock();
  }
}
