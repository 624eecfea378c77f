package io.fairlane.runner.pool;

import java.util.Arrays;

/**
 * The timers of a P ({@code p.timers}): sleeping tasks by the time at which each is due. Added to
 * by whoever has the P, run by anybody: guarded by a lock of its own, but for the look at the
 * first.
 */
final class TimerHeap {
  /** No timer is due, ever. */
  static final long NEVER = Long.MAX_VALUE;

  private final SpinLock lock = new SpinLock();
  private long[] when = new long[4];
  private Task[] tasks = new Task[4];
  private int size;

  /** Of the first; written under the lock. */
  private volatile long earliest = NEVER;

  /** When the first is due ({@link System#nanoTime}), or {@link #NEVER}; anybody. */
  long earliest() {
    return earliest;
  }

  /** The task may run elsewhere before this returns. */
  void add(long at, Task task) {
    lock.lock();
    if (size == tasks.length) {
      when = Arrays.copyOf(when, 2 * size);
      tasks = Arrays.copyOf(tasks, 2 * size);
    }
    int place = size++;
    for (int parent = (place - 1) / 2; place > 0 && at < when[parent]; parent = (place - 1) / 2) {
      move(parent, place);
      place = parent;
    }
    when[place] = at;
    tasks[place] = task;
    earliest = when[0];
    lock.unlock();
  }

  /** Takes out the first if it is due, else null. */
  Task takeDue(long now) {
    if (earliest > now) {
      return null;
    }
    lock.lock();
    Task first = size > 0 && when[0] <= now ? takeFirst() : null;
    lock.unlock();
    return first;
  }

  private Task takeFirst() {
    Task first = tasks[0];
    size--;
    long at = when[size];
    Task task = tasks[size];
    tasks[size] = null;
    int place = 0;
    for (int child = 1; child < size; child = 2 * place + 1) {
      if (child + 1 < size && when[child + 1] < when[child]) {
        child++;
      }
      if (at <= when[child]) {
        break;
      }
      move(child, place);
      place = child;
    }
    if (size > 0) {
      when[place] = at;
      tasks[place] = task;
    }
    earliest = size == 0 ? NEVER : when[0];
    return first;
  }

  private void move(int from, int to) {
    when[to] = when[from];
    tasks[to] = tasks[from];
  }
}
