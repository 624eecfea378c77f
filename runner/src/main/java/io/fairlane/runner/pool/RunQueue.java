package io.fairlane.runner.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The local run queue of a P: a ring of 256 slots and the {@code runnext} slot. Only the owner
 * appends; the owner and thieves take from the head. Models {@code runqput}, {@code runqputslow},
 * {@code runqget}, {@code runqgrab} and {@code runqsteal} of {@code proc.go}.
 *
 * <p>{@code head} and {@code tail} count for ever and wrap around; a slot is its count modulo 256.
 */
final class RunQueue {
  static final int SLOTS = 256;

  private static final int MASK = SLOTS - 1;
  private static final VarHandle HEAD;
  private static final VarHandle TAIL;
  private static final VarHandle RUNNEXT;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      HEAD = lookup.findVarHandle(RunQueue.class, "head", int.class);
      TAIL = lookup.findVarHandle(RunQueue.class, "tail", int.class);
      RUNNEXT = lookup.findVarHandle(RunQueue.class, "runnext", Task.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Task[] slots = new Task[SLOTS];
  private final GlobalQueue overflow;

  /** Moved by compare-and-set: the owner and the thieves race for it. */
  @SuppressWarnings("unused") // through HEAD
  private int head;

  /** Written by the owner alone. */
  private int tail;

  /** Filled by the owner, emptied by the owner or a thief. */
  @SuppressWarnings("unused") // through RUNNEXT
  private Task runnext;

  RunQueue(GlobalQueue overflow) {
    this.overflow = overflow;
  }

  /** {@code runqput(next=true)}: takes runnext; the one it displaces goes to the ring's tail. */
  void putNext(Task task) {
    Task kicked = (Task) RUNNEXT.getAndSet(this, task);
    if (kicked != null) {
      put(kicked);
    }
  }

  /** {@code runqput(next=false)}: the ring's tail, or the global tail when the ring is full. */
  void put(Task task) {
    while (true) {
      // Acquire: thieves have finished reading the slots below head before we write over them.
      int first = (int) HEAD.getAcquire(this);
      int last = tail;
      if (last - first < SLOTS) {
        slots[last & MASK] = task;
        // Release: the slot is visible before the count that publishes it.
        TAIL.setRelease(this, last + 1);
        return;
      }
      if (putSlow(task, first)) {
        return;
      }
    }
  }

  /** {@code runqputslow}: the oldest 128 and the new one move to the global tail as one batch. */
  private boolean putSlow(Task task, int first) {
    int n = SLOTS / 2;
    Task[] batch = new Task[n + 1];
    for (int i = 0; i < n; i++) {
      batch[i] = slots[(first + i) & MASK];
    }
    if (!HEAD.compareAndSet(this, first, first + n)) {
      return false; // a thief took some meanwhile, so there is room
    }
    batch[n] = task;
    overflow.putBatch(batch, n + 1);
    return true;
  }

  /** What is in runnext, taken out; running it inherits the slice. Owner only. */
  Task takeNext() {
    // Only thieves empty the slot behind the owner's back, so a plain look at null is enough.
    if ((Task) RUNNEXT.getOpaque(this) == null) {
      return null;
    }
    return (Task) RUNNEXT.getAndSet(this, null);
  }

  /** The ring's head, taken out; running it starts a new slice. Owner only. */
  Task take() {
    while (true) {
      int first = (int) HEAD.getAcquire(this);
      if (first == tail) {
        return null;
      }
      Task task = slots[first & MASK];
      // Fails if a thief moved head: then the slot read above may belong to the thief.
      if (HEAD.compareAndSet(this, first, first + 1)) {
        return task;
      }
    }
  }

  /**
   * {@code runqsteal}: moves half of the victim's ring, oldest first, into this empty ring and
   * returns the last of them to be run at once.
   *
   * @param backOff run before an only runnext is taken; null = leave runnext alone
   * @return null if there was nothing to steal
   */
  Task stealFrom(RunQueue victim, Runnable backOff) {
    int last = tail;
    int n = victim.grabInto(slots, last, backOff);
    if (n == 0) {
      return null;
    }
    Task run = slots[(last + n - 1) & MASK];
    if (n > 1) {
      TAIL.setRelease(this, last + n - 1);
    }
    return run;
  }

  /** {@code runqgrab}: called by a thief, writes into the thief's slots from {@code to} on. */
  private int grabInto(Task[] thief, int to, Runnable backOff) {
    while (true) {
      int first = (int) HEAD.getAcquire(this);
      int last = (int) TAIL.getAcquire(this);
      int n = last - first;
      n -= n / 2;
      if (n == 0) {
        if (backOff == null || (Task) RUNNEXT.getOpaque(this) == null) {
          return 0;
        }
        // The owner is likely to run it within a microsecond; stealing it would only thrash.
        backOff.run();
        Task task = (Task) RUNNEXT.getAndSet(this, null);
        if (task == null) {
          continue;
        }
        thief[to & MASK] = task;
        return 1;
      }
      if (n > SLOTS / 2) {
        continue; // head and tail were read at different times
      }
      for (int i = 0; i < n; i++) {
        thief[(to + i) & MASK] = slots[(first + i) & MASK];
      }
      // Success proves that nobody took or overwrote [first, first + n) while we read it.
      if (HEAD.compareAndSet(this, first, first + n)) {
        return n;
      }
    }
  }

  /** {@code runqempty}: any thread. */
  boolean isEmpty() {
    while (true) {
      int first = (int) HEAD.getVolatile(this);
      int last = (int) TAIL.getVolatile(this);
      Task next = (Task) RUNNEXT.getVolatile(this);
      // The owner may kick runnext into the ring between our reads; an unmoved tail excludes it.
      if (last == (int) TAIL.getVolatile(this)) {
        return first == last && next == null;
      }
    }
  }

  /** Tasks in the ring, runnext not counted; exact for the owner without thieves. */
  int size() {
    return (int) TAIL.getAcquire(this) - (int) HEAD.getAcquire(this);
  }
}
