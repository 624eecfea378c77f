package io.fairlane.runner.pool;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code sched}: the global queue, the Ps and the idle ones among them. As no task is ever locked
 * to a thread and none makes system calls, an M never needs another P than its own: {@link Worker}
 * is both, and "an idle M with an idle P" is an idle worker.
 */
public final class Pool {
  private final SpinLock lock = new SpinLock();
  private final GlobalQueue global;
  private final List<Worker> workers = new ArrayList<>();
  private final List<Thread> threads = Collections.synchronizedList(new ArrayList<>());

  /** Idle workers, LIFO, guarded by the lock. */
  private final Worker[] idle;

  /** Written under the lock, read by wakers without it (see {@link #wakep}). */
  private volatile int idleCount;

  /** {@code sched.nmspinning}: workers hunting for work with nothing in hand. */
  private final AtomicInteger spinning = new AtomicInteger();

  private volatile boolean stopping;

  public Pool(int processors) {
    this.global = new GlobalQueue(lock, processors);
    this.idle = new Worker[processors];
    for (int id = 0; id < processors; id++) {
      workers.add(new Worker(this, id));
    }
  }

  /** The Ps, in order of their ids. */
  public List<Worker> workers() {
    return Collections.unmodifiableList(workers);
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
   * Starts a thread per worker, and sysmon.
   *
   * @param onStart run by each worker's thread first, with the worker's id; pins it, for example
   * @param onFailure told when a thread dies of an exception; the pool is stopping by then
   */
  void start(
      java.util.function.IntConsumer onStart, java.util.function.Consumer<Throwable> onFailure) {
    for (Worker worker : workers) {
      launch(
          "pool-p" + worker.id(),
          () -> {
            onStart.accept(worker.id());
            worker.loop();
          },
          onFailure);
    }
    launch("sysmon", new Sysmon(this), onFailure);
  }

  private void launch(
      String name, Runnable body, java.util.function.Consumer<Throwable> onFailure) {
    Thread thread =
        new Thread(
            () -> {
              try {
                body.run();
              } catch (Throwable failure) {
                stopping = true;
                onFailure.accept(failure);
              }
            },
            name);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  /** Asks every thread to stop at its next check. */
  void stop() {
    stopping = true;
    threads.forEach(LockSupport::unpark);
  }

  /**
   * Waits until all threads have ended.
   *
   * @return false if some have not after that time
   */
  boolean join(long timeoutMillis) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          return false;
        }
        LockSupport.unpark(thread);
        thread.join(Math.min(left, 10));
      }
    }
    return true;
  }

  /**
   * {@code wakep}: if a worker is idle and none is hunting, one starts to hunt. The caller has
   * published its work with a full fence (runnext is exchanged), and an idler announces itself
   * before it looks at the queues a last time: one of the two sees the other.
   */
  void wakep() {
    if (idleCount == 0 || spinning.get() != 0 || !spinning.compareAndSet(0, 1)) {
      return;
    }
    lock.lock();
    Worker worker = popIdle();
    lock.unlock();
    if (worker == null) {
      spinning.decrementAndGet();
    } else {
      worker.wake(true);
    }
  }

  /**
   * Readies a task from a thread that has no P: to the global tail, and one idle worker is woken
   * ({@code injectglist} of one). Queue and idle list change under one lock, so an idler either
   * sees the task or is seen.
   */
  public void readyFromOutside(Task task) {
    lock.lock();
    global.putLocked(task);
    Worker worker = popIdle();
    lock.unlock();
    if (worker != null) {
      worker.wake(false);
    }
  }

  /** Goes on the idle list, unless the global queue has work: then takes a batch. */
  Task takeGlobalOrIdle(Worker worker) {
    lock.lock();
    Task task = global.takeLocked(worker.queue(), GlobalQueue.MAX_BATCH);
    if (task == null) {
      worker.setIdle(true);
      idle[idleCount] = worker;
      setIdleCount(idleCount + 1);
    }
    lock.unlock();
    return task;
  }

  /**
   * @return false if somebody has taken the worker off the list and is about to wake it
   */
  boolean leaveIdle(Worker worker) {
    lock.lock();
    try {
      for (int i = 0; i < idleCount; i++) {
        if (idle[i] == worker) {
          System.arraycopy(idle, i + 1, idle, i, idleCount - i - 1);
          setIdleCount(idleCount - 1);
          worker.setIdle(false);
          return true;
        }
      }
      return false;
    } finally {
      lock.unlock();
    }
  }

  private Worker popIdle() {
    if (idleCount == 0) {
      return null;
    }
    setIdleCount(idleCount - 1);
    Worker worker = idle[idleCount];
    worker.setIdle(false);
    return worker;
  }

  private void setIdleCount(int n) {
    idleCount = n;
  }

  int idleCount() {
    return idleCount;
  }

  /** Sum over all workers. */
  long count(Counters.Kind kind) {
    long sum = 0;
    for (Worker worker : workers) {
      sum += worker.counters().get(kind);
    }
    return sum;
  }
}
