package io.fairlane.runner.pool;

import java.util.concurrent.CountDownLatch;

/**
 * The consumer in a lane of its own: a thread outside the pool that polls without ever sleeping.
 * Senders it finds parked go to the global tail, as a thread without a P has no runnext.
 */
final class DedicatedConsumer implements Runnable {
  /** Looks at the stop request once in so many polls; a power of two. */
  private static final int POLLS = 1024;

  private final Pool pool;
  private final Channel channel;
  private final WorkDraws work;
  private final Inbox inbox;
  private final CountDownLatch go = new CountDownLatch(1);
  private long counted = 1;

  DedicatedConsumer(Pool pool, Channel channel, WorkDraws work, Inbox inbox) {
    this.pool = pool;
    this.channel = channel;
    this.work = work;
    this.inbox = inbox;
  }

  /** Main has spawned everything else. */
  void go() {
    go.countDown();
  }

  @Override
  public void run() {
    try {
      go.await();
    } catch (InterruptedException stopped) {
      return;
    }
    if (pool.isStopping()) {
      return;
    }
    inbox.open();
    while (!inbox.isFull() && !pool.isStopping()) {
      receiveSome();
    }
    if (inbox.isFull()) {
      inbox.close();
    }
  }

  private void receiveSome() {
    for (int i = 0; i < POLLS && !inbox.isFull(); i++) {
      Ticket ticket = channel.poll();
      if (ticket == null) {
        Thread.onSpinWait();
      } else {
        inbox.accept(ticket);
        long iterations = work.next();
        if (iterations > 0) {
          compute(iterations);
        }
      }
    }
  }

  /** The same loop as a task's, so that a unit of work is the same in every arm. */
  private void compute(long iterations) {
    long left = iterations;
    while (left > 0 && !pool.isStopping()) {
      int n = (int) Math.min(left, ComputingTask.CHUNK);
      counted = ComputingTask.count(counted, n);
      left -= n;
    }
  }
}
