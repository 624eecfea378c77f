package io.fairlane.runner.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Tasks that threads without a P have readied for this P, oldest first: a ring takes tasks from its
 * owner alone. To everybody else they are the ring's tail: the owner moves them there when it next
 * schedules, and a thief that finds the ring empty takes half of them. Guarded by {@code
 * sched.lock}, but for the look whether there are any.
 */
final class Mail {
  private static final VarHandle SIZE;

  static {
    try {
      SIZE = MethodHandles.lookup().findVarHandle(Mail.class, "size", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private Task head;
  private Task tail;
  private int size;

  /** Any thread; ordered as {@link Pool#wakep} needs it of a hunter's last look. */
  boolean isEmpty() {
    return (int) SIZE.getVolatile(this) == 0;
  }

  void putLocked(Task task) {
    task.next = null;
    if (tail == null) {
      head = task;
    } else {
      tail.next = task;
    }
    tail = task;
    SIZE.setVolatile(this, size + 1);
  }

  /** Takes all of them out: the oldest, linked to the next ones; null if there are none. */
  Task takeAllLocked() {
    return takeLocked(size);
  }

  /** Takes the older half, as a thief does: of three, two. */
  Task takeHalfLocked() {
    return takeLocked(size - size / 2);
  }

  private Task takeLocked(int n) {
    if (n == 0) {
      return null;
    }
    Task first = head;
    Task last = head;
    for (int i = 1; i < n; i++) {
      last = last.next;
    }
    head = last.next;
    if (head == null) {
      tail = null;
    }
    last.next = null;
    SIZE.setVolatile(this, size - n);
    return first;
  }

  /** Moves what was taken to the tail of the caller's own ring, which may shed into the global. */
  static void moveTo(RunQueue ring, Task taken) {
    for (Task task = taken; task != null; ) {
      Task after = task.next;
      task.next = null;
      ring.put(task);
      task = after;
    }
  }
}
