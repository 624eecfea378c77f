package io.fairlane.bench.pool;

import io.fairlane.runner.host.Pinning;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * Producers on one CPU, a consumer on another, a bare queue between them: prints messages a second.
 * Arguments: queue, capacity, producers, threads that are these producers, messages, the two CPUs.
 * Each producer's messages are its numbers in order, and are checked.
 */
public final class BareLane {
  private static final int NUMBERS = 1 << 12;

  private final BareQueue queue;
  private final int producers;
  private final int threads;
  private final int producersCpu;
  private volatile boolean over;

  private BareLane(String kind, int capacity, int producers, int threads, int producersCpu) {
    this.queue = BareQueue.of(kind, capacity);
    this.producers = producers;
    this.threads = threads;
    this.producersCpu = producersCpu;
  }

  public static void main(String[] a) throws InterruptedException {
    Pinning.pinCurrentThread(Integer.parseInt(a[6]));
    double rate = 0;
    for (long messages : new long[] {3_000_000, Long.parseLong(a[4])}) {
      BareLane lane =
          new BareLane(
              a[0],
              Integer.parseInt(a[1]),
              Integer.parseInt(a[2]),
              Integer.parseInt(a[3]),
              Integer.parseInt(a[5]));
      rate = lane.run(messages); // the first is the warm-up
    }
    System.out.println(rate);
    System.exit(0);
  }

  private double run(long messages) throws InterruptedException {
    CountDownLatch ready = new CountDownLatch(threads);
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int first = i;
      Thread thread = new Thread(() -> send(first, ready));
      senders.add(thread);
      thread.start();
    }
    ready.await();
    int[] expected = new int[producers];
    Consumer<Long> receiver =
        message -> {
          int producer = (int) (message / NUMBERS);
          if (message % NUMBERS != expected[producer]) {
            throw new IllegalStateException("lost, doubled or reordered");
          }
          expected[producer] = (expected[producer] + 1) % NUMBERS;
        };
    long received = 0;
    long start = System.nanoTime();
    while (received < messages) {
      int n = queue.receive(receiver);
      if (n == 0) {
        Thread.onSpinWait();
      }
      received += n;
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    over = true;
    for (Thread sender : senders) {
      sender.join();
    }
    return received / seconds;
  }

  /** Fills the queue for one producer until it is full, then lets the next one. */
  private void send(int first, CountDownLatch ready) {
    Pinning.pinCurrentThread(producersCpu);
    List<Long[]> blocks = new ArrayList<>();
    for (int producer = first; producer < producers; producer += threads) {
      Long[] block = new Long[NUMBERS];
      for (int i = 0; i < NUMBERS; i++) {
        block[i] = (long) producer * NUMBERS + i;
      }
      blocks.add(block);
    }
    int[] next = new int[blocks.size()];
    ready.countDown();
    for (int mine = 0; !over; mine = (mine + 1) % next.length) {
      Long[] block = blocks.get(mine);
      while (!over && queue.offer(block[next[mine]])) {
        next[mine] = (next[mine] + 1) % NUMBERS;
      }
      Thread.yield();
    }
  }
}
