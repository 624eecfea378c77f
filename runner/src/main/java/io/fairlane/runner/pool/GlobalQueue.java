package io.fairlane.runner.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The global run queue: FIFO under the scheduler's lock. Models {@code globrunqput}, {@code
 * globrunqputbatch} and {@code globrunqget}.
 */
final class GlobalQueue {
  /** Half a ring: what one get moves at most. */
  static final int MAX_BATCH = RunQueue.SLOTS / 2;

  private static final VarHandle SIZE;

  static {
    try {
      SIZE = MethodHandles.lookup().findVarHandle(GlobalQueue.class, "size", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** {@code sched.lock}; also guards the lists of idle Ms and Ps. */
  final SpinLock lock;

  private final int processors;
  private Task head;
  private Task tail;

  /** Written under the lock; a look without it may be stale and is only a hint. */
  private int size;

  GlobalQueue(SpinLock lock, int processors) {
    this.lock = lock;
    this.processors = processors;
  }

  void put(Task task) {
    lock.lock();
    putLocked(task);
    lock.unlock();
  }

  void putLocked(Task task) {
    append(task);
    setSize(size + 1);
  }

  void putBatch(Task[] batch, int n) {
    lock.lock();
    for (int i = 0; i < n; i++) {
      append(batch[i]);
    }
    setSize(size + n);
    lock.unlock();
  }

  /**
   * {@code globrunqget}: takes {@code min(size, size / processors + 1, max, 128)} from the head;
   * the first is returned, the others go to the ring in order.
   */
  Task take(RunQueue ring, int max) {
    if (size() == 0) {
      return null;
    }
    lock.lock();
    Task task = takeLocked(ring, max);
    lock.unlock();
    return task;
  }

  Task takeLocked(RunQueue ring, int max) {
    int n = batch(size, processors, max);
    if (n == 0) {
      return null;
    }
    Task first = remove();
    for (int i = 1; i < n; i++) {
      ring.put(remove());
    }
    setSize(size - n);
    return first;
  }

  static int batch(int size, int processors, int max) {
    return Math.min(Math.min(size, size / processors + 1), Math.min(max, MAX_BATCH));
  }

  /** Any thread, without the lock: a hint. */
  int size() {
    return (int) SIZE.getOpaque(this);
  }

  private void append(Task task) {
    task.next = null;
    if (tail == null) {
      head = task;
    } else {
      tail.next = task;
    }
    tail = task;
  }

  private Task remove() {
    Task task = head;
    head = task.next;
    if (head == null) {
      tail = null;
    }
    task.next = null;
    return task;
  }

  private void setSize(int n) {
    // Opaque: whoever decides something by the size (going idle) reads it under the lock.
    SIZE.setOpaque(this, n);
  }
}
