package io.fairlane.runner.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A P: the right to run tasks, with its run queue. One {@link M} has it at a time, and only that
 * M's thread touches it, but for what is said to be anybody's. What an M wrote is visible to the
 * next one: a P changes hands under the scheduler's lock or through {@link M#handOver}.
 */
public final class P {
  /** Every 61st slice takes from the global queue first, so that a busy P cannot starve it. */
  static final int GLOBAL_CHECK = 61;

  private static final VarHandle CURRENT;
  private static final VarHandle PREEMPT;
  private static final VarHandle SCHEDTICK;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      CURRENT = lookup.findVarHandle(P.class, "current", Task.class);
      PREEMPT = lookup.findVarHandle(P.class, "preempt", Task.class);
      SCHEDTICK = lookup.findVarHandle(P.class, "schedtick", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Pool pool;
  private final int id;
  private final RunQueue queue;
  private final Mail mail = new Mail();
  private final TimerHeap timers = new TimerHeap();

  private final Counters counters = new Counters();

  /** Who has this P; null where a test or a benchmark steps it. */
  private M m;

  /** Number of slices so far; sysmon compares it with what it saw last. */
  private int schedtick;

  /** {@code m.curg}: null while the P schedules; a preemption request is lost then. */
  @SuppressWarnings("unused") // through CURRENT
  private Task current;

  /** The task that sysmon wants off this P. */
  @SuppressWarnings("unused") // through PREEMPT
  private Task preempt;

  /** Whether the task just picked continues the slice of the one before it. */
  private boolean inherit;

  private volatile boolean idle;

  P(Pool pool, int id) {
    this.pool = pool;
    this.id = id;
    this.queue = new RunQueue(pool.global());
  }

  int id() {
    return id;
  }

  RunQueue queue() {
    return queue;
  }

  Mail mail() {
    return mail;
  }

  TimerHeap timers() {
    return timers;
  }

  /** Anybody: runnext, ring, or mail. */
  boolean seesLocalWork() {
    return !queue.isEmpty() || !mail.isEmpty();
  }

  Counters counters() {
    return counters;
  }

  void takenBy(M taker) {
    m = taker;
  }

  /**
   * One round without waiting: picks from the own queues and runs.
   *
   * @return false if there was nothing to run
   */
  public boolean step() {
    Task task = pick();
    if (task == null) {
      return false;
    }
    execute(task);
    return true;
  }

  /** {@code execute}: a new slice starts unless the task came from runnext. */
  void execute(Task task) {
    if (!inherit) {
      SCHEDTICK.setOpaque(this, schedtick + 1);
    }
    PREEMPT.setOpaque(this, null);
    CURRENT.setOpaque(this, task);
    Outcome outcome = task.run(this);
    CURRENT.setOpaque(this, null);
    switch (outcome) {
      case YIELDED -> pool.global().put(task);
      case PREEMPTED -> {
        counters.addPreemption(task.role);
        pool.global().put(task);
      }
      case DONE -> {
        if (task.lockedM != null) {
          task.lockedM.unlock(task);
        }
      }
      // A parked task may be running elsewhere by now: do not touch it.
      case PARKED -> {}
    }
  }

  /**
   * {@code time.Sleep}, called by the task, which gives up this P now: it is readied at that time.
   *
   * @param until by {@link System#nanoTime}
   */
  void sleep(Task task, long until) {
    timers.add(until, task);
    pool.timers().added(until, pool);
  }

  /**
   * {@code checkTimers}: readies what is due of this P's timers to the runnext of who looks.
   *
   * @return true if there was any
   */
  boolean runTimers(P by) {
    // A crowd without sleepers pays a look at a field; the clock costs 35 ns.
    if (timers.earliest() == TimerHeap.NEVER) {
      return false;
    }
    boolean any = false;
    long now = System.nanoTime();
    for (Task due = timers.takeDue(now); due != null; due = timers.takeDue(now)) {
      any = true;
      by.ready(due);
    }
    return any;
  }

  /**
   * The steps of {@code findRunnable} that find work of one's own: timers, 1/61, local, global
   * batch.
   */
  Task pick() {
    inherit = false;
    runTimers(this);
    if (!mail.isEmpty()) {
      pool.outside().deliver(this);
    }
    if (schedtick % GLOBAL_CHECK == 0) {
      Task task = pool.global().take(queue, 1);
      if (task != null) {
        counters.add(Counters.Kind.GLOBAL_GETS);
        return task;
      }
    }
    Task task = pickLocal();
    if (task == null) {
      task = pool.global().take(queue, GlobalQueue.MAX_BATCH);
      if (task != null) {
        counters.add(Counters.Kind.GLOBAL_GETS);
      }
    }
    return task;
  }

  /** {@code runqget}: what comes from runnext continues the slice. */
  Task pickLocal() {
    Task task = queue.takeNext();
    if (task != null) {
      inherit = true;
      return task;
    }
    return queue.take();
  }

  /** What runs next begins a slice, wherever it was picked: {@code startlockedm} inherits none. */
  void beginSlice() {
    inherit = false;
  }

  void setIdle(boolean isIdle) {
    idle = isIdle;
  }

  /** Anybody. */
  boolean isIdle() {
    return idle;
  }

  /** {@code goready}: into runnext of this P; called by the task that it runs. */
  public void ready(Task task) {
    queue.putNext(task);
    pool.wakep();
  }

  /** {@code newproc}: queued like a readied task. */
  public void spawn(Task task) {
    ready(task);
  }

  /** {@code LockOSThread}, called by the task: from now on only this thread runs it. */
  void lockThread(Task task) {
    m.lock(task);
  }

  /** The cooperative check: true if the task must return {@link Outcome#PREEMPTED} now. */
  public boolean mustLeave(Task task) {
    // Opaque: the request needs to arrive soon, nothing else travels with it.
    return (Task) PREEMPT.getOpaque(this) == task || pool.isStopping();
  }

  /** Slices so far; anybody. */
  int schedtick() {
    return (int) SCHEDTICK.getOpaque(this);
  }

  /** {@code preemptone}: asks the current task to leave; lost if there is none. Anybody. */
  boolean preemptOne() {
    Task victim = (Task) CURRENT.getOpaque(this);
    if (victim == null) {
      return false;
    }
    PREEMPT.setOpaque(this, victim);
    return true;
  }
}
