package io.fairlane.bench.pool;

import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Consumer;
import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;

/**
 * A queue from many producers to one consumer, without a scheduler around it. Nobody sleeps: a full
 * queue refuses, an empty one gives null.
 */
interface BareQueue {
  boolean offer(Long message);

  /** Receives what is there, one or more, in order; returns how many. */
  int receive(Consumer<Long> receiver);

  static BareQueue of(String kind, int capacity) {
    return switch (kind) {
      case "jctools" -> new JcTools(new MpscVarHandleArrayQueue<>(capacity));
      case "abq" -> new Blocking(new ArrayBlockingQueue<>(capacity));
      case "disruptor" -> new Disruptor(Integer.highestOneBit(capacity - 1) << 1);
      default -> throw new IllegalArgumentException(kind);
    };
  }

  /** The very class that the pool's channel uses. */
  record JcTools(MpscVarHandleArrayQueue<Long> queue) implements BareQueue {
    @Override
    public boolean offer(Long message) {
      return queue.offer(message);
    }

    @Override
    public int receive(Consumer<Long> receiver) {
      Long message = queue.relaxedPoll();
      if (message == null) {
        return 0;
      }
      receiver.accept(message);
      return 1;
    }
  }

  record Blocking(ArrayBlockingQueue<Long> queue) implements BareQueue {
    @Override
    public boolean offer(Long message) {
      return queue.offer(message);
    }

    @Override
    public int receive(Consumer<Long> receiver) {
      Long message = queue.poll();
      if (message == null) {
        return 0;
      }
      receiver.accept(message);
      return 1;
    }
  }

  /**
   * Polled, as the pool's consumer polls, but a batch at a time: each poll looks through all that
   * is published. Its sizes are powers of two.
   */
  final class Disruptor implements BareQueue {
    private static final class Slot {
      Long message;
    }

    private final RingBuffer<Slot> ring;
    private final EventPoller<Slot> poller;
    private Consumer<Long> receiver;
    private int received;

    Disruptor(int size) {
      ring = RingBuffer.createMultiProducer(Slot::new, size, new BusySpinWaitStrategy());
      poller = ring.newPoller();
      ring.addGatingSequences(poller.getSequence());
    }

    @Override
    public boolean offer(Long message) {
      long at;
      try {
        at = ring.tryNext();
      } catch (InsufficientCapacityException full) {
        return false;
      }
      ring.get(at).message = message;
      ring.publish(at);
      return true;
    }

    @Override
    public int receive(Consumer<Long> to) {
      receiver = to;
      received = 0;
      try {
        poller.poll(this::take);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
      return received;
    }

    private boolean take(Slot slot, long sequence, boolean endOfBatch) {
      receiver.accept(slot.message);
      received++;
      return true;
    }
  }
}
