package io.fairlane.runner.pool;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;

/**
 * {@code sched}: the global queue, the Ps and the Ms, and the idle ones among them. No task makes
 * system calls, so an M changes its P only for a task that is locked to its thread.
 */
public final class Pool {
  private final PoolRules rules;
  private final SpinLock lock = new SpinLock();
  private final GlobalQueue global;
  private final List<P> ps = new ArrayList<>();
  private final List<M> ms = new ArrayList<>();
  private final PoolThreads threads = new PoolThreads();
  private final IdleLists idle;
  private final Outside outside;
  private final Timers timers = new Timers(ps);

  /** {@code sched.nmspinning}: Ms hunting for work with nothing in hand. */
  private final AtomicInteger spinning = new AtomicInteger();

  private volatile boolean stopping;

  public Pool(int processors) {
    this(processors, 0);
  }

  /**
   * @param lockers how many tasks may lock their thread at a time
   */
  Pool(int processors, int lockers) {
    this(processors, lockers, PoolRules.USUAL);
  }

  Pool(int processors, int lockers, PoolRules rules) {
    this.rules = rules;
    int threadCount = processors + lockers;
    this.global = new GlobalQueue(lock, processors);
    this.idle = new IdleLists(processors, threadCount);
    this.outside = new Outside(this, lock, global, idle);
    for (int id = 0; id < processors; id++) {
      ps.add(new P(this, id));
    }
    for (int id = 0; id < threadCount; id++) {
      M m = new M(this, id, id < processors ? ps.get(id) : null);
      ms.add(m);
      if (id >= processors) {
        idle.put(m);
      }
    }
  }

  /** The Ps, in order of their ids. */
  public List<P> ps() {
    return Collections.unmodifiableList(ps);
  }

  PoolRules rules() {
    return rules;
  }

  int threadCount() {
    return ms.size();
  }

  Outside outside() {
    return outside;
  }

  Timers timers() {
    return timers;
  }

  GlobalQueue global() {
    return global;
  }

  AtomicInteger spinning() {
    return spinning;
  }

  public boolean isStopping() {
    return stopping;
  }

  /**
   * Starts a thread per M, and sysmon.
   *
   * @param onStart run by each M's thread first, with the M's number; pins it, for example
   * @param onFailure told when a thread dies of an exception; the pool is stopping by then
   */
  void start(IntConsumer onStart, Consumer<Throwable> onFailure) {
    start(onStart, onFailure, now -> {});
  }

  /**
   * @param afterSample run by sysmon each time it has looked
   */
  void start(IntConsumer onStart, Consumer<Throwable> onFailure, LongConsumer afterSample) {
    Consumer<Throwable> stopAndTell =
        failure -> {
          stopping = true;
          onFailure.accept(failure);
        };
    for (int i = 0; i < ms.size(); i++) {
      M m = ms.get(i);
      int id = i;
      threads.launch(
          "pool-m" + id,
          () -> {
            onStart.accept(id);
            m.loop();
          },
          stopAndTell);
    }
    threads.launch("sysmon", new Sysmon(this, afterSample), stopAndTell);
  }

  /** Asks every thread to stop at its next check. */
  void stop() {
    stopping = true;
    threads.unpark();
  }

  /**
   * Waits until all threads have ended.
   *
   * @return false if some have not after that time
   */
  boolean join(long timeoutMillis) throws InterruptedException {
    return threads.join(timeoutMillis);
  }

  /**
   * {@code wakep}: if a P is idle and no M is hunting, one starts to hunt. The caller has published
   * its work with a full fence (runnext is exchanged), and an idler announces itself before it
   * looks at the queues a last time: one of the two sees the other.
   */
  void wakep() {
    if (idle.count() == 0 || spinning.get() != 0 || !spinning.compareAndSet(0, 1)) {
      return;
    }
    P p;
    M m;
    lock.lock();
    try {
      p = idle.takeP();
      m = p == null ? null : idle.takeM();
    } finally {
      lock.unlock(); // also when there is no M: a thread that dies must not stop all others here
    }
    if (m == null) {
      spinning.decrementAndGet();
    } else {
      m.handOver(p, true);
    }
  }

  /** Readies a task from a thread that has no P, by the pool's rule ({@link Outside}). */
  public void readyFromOutside(Task task) {
    outside.ready(task);
  }

  /** {@code stopm} of an M that has given its P away. */
  void putIdle(M m) {
    lock.lock();
    idle.put(m);
    lock.unlock();
  }

  /**
   * An idler has seen work and wants a P again.
   *
   * @return null if somebody is about to wake it, or if all Ps are at work
   */
  P leaveIdle(M m) {
    lock.lock();
    P p = null;
    if (idle.count() > 0 && idle.remove(m)) {
      p = idle.takeP();
    }
    lock.unlock();
    return p;
  }

  /**
   * {@code handoffp}: an M whose task is locked to it and waits gives its P away: to another M if
   * there is work or if nobody else would find any, else to the idle ones.
   */
  void handOff(P p) {
    if (p.seesLocalWork() || global.size() > 0) {
      start(p, false);
    } else if (idle.count() == 0 && spinning.get() == 0 && spinning.compareAndSet(0, 1)) {
      start(p, true);
    } else {
      M m = null;
      lock.lock();
      try {
        // As in readyFromOutside: either this sees the task or its waker sees the P.
        if (global.size() > 0 || !p.mail().isEmpty()) {
          m = idle.takeM();
        } else {
          idle.put(p);
        }
      } finally {
        lock.unlock();
      }
      if (m != null) {
        m.handOver(p, false);
      } else if (p.timers().earliest() != TimerHeap.NEVER) {
        timers.added(p.timers().earliest(), this);
      }
    }
  }

  /** {@code startm}. */
  private void start(P p, boolean spin) {
    M m;
    lock.lock();
    try {
      m = idle.takeM();
    } finally {
      lock.unlock();
    }
    m.handOver(p, spin);
  }

  int idleCount() {
    return idle.count();
  }

  /** Sum over all Ps. */
  long count(Counters.Kind kind) {
    long sum = 0;
    for (P p : ps) {
      sum += p.counters().get(kind);
    }
    return sum;
  }
}
