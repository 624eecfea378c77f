package io.fairlane.runner.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * An M and the P it owns for ever: the scheduling round ({@code schedule}, {@code findRunnable},
 * {@code execute}) in the order of Go 1.19.
 */
public final class Worker {
  /** Every 61st slice takes from the global queue first, so that a busy P cannot starve it. */
  static final int GLOBAL_CHECK = 61;

  private static final VarHandle CURRENT;
  private static final VarHandle PREEMPT;
  private static final VarHandle SCHEDTICK;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      CURRENT = lookup.findVarHandle(Worker.class, "current", Task.class);
      PREEMPT = lookup.findVarHandle(Worker.class, "preempt", Task.class);
      SCHEDTICK = lookup.findVarHandle(Worker.class, "schedtick", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Pool pool;
  private final int id;
  private final RunQueue queue;
  private final Thief thief;
  private final Counters counters = new Counters();

  /** Number of slices so far; sysmon compares it with what it saw last. */
  private int schedtick;

  /** {@code m.curg}: null while the worker schedules; a preemption request is lost then. */
  @SuppressWarnings("unused") // through CURRENT
  private Task current;

  /** The task that sysmon wants off this P. */
  @SuppressWarnings("unused") // through PREEMPT
  private Task preempt;

  /** Whether the task just picked continues the slice of the one before it. */
  private boolean inherit;

  private boolean spinning;
  private volatile boolean idle;
  private volatile boolean woken;
  private volatile boolean wokenSpinning;
  private volatile Thread thread;

  Worker(Pool pool, int id) {
    this.pool = pool;
    this.id = id;
    this.queue = new RunQueue(pool.global());
    this.thief = new Thief(pool, this);
  }

  int id() {
    return id;
  }

  RunQueue queue() {
    return queue;
  }

  Counters counters() {
    return counters;
  }

  void loop() {
    thread = Thread.currentThread();
    for (Task task = findRunnable(); task != null; task = findRunnable()) {
      execute(task);
    }
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
  private void execute(Task task) {
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
      // A parked task may be running elsewhere by now: do not touch it.
      case PARKED, DONE -> {}
    }
  }

  /** The steps of {@code findRunnable} that find work of one's own: 1/61, local, global batch. */
  private Task pick() {
    inherit = false;
    if (schedtick % GLOBAL_CHECK == 0) {
      Task task = pool.global().take(queue, 1);
      if (task != null) {
        counters.add(Counters.Kind.GLOBAL_GETS);
        return task;
      }
    }
    Task task = queue.takeNext();
    if (task != null) {
      inherit = true;
      return task;
    }
    task = queue.take();
    if (task == null) {
      task = pool.global().take(queue, GlobalQueue.MAX_BATCH);
      if (task != null) {
        counters.add(Counters.Kind.GLOBAL_GETS);
      }
    }
    return task;
  }

  /** Waits for work; null when the pool stops. */
  private Task findRunnable() {
    while (!pool.isStopping()) {
      Task task = pick();
      if (task == null) {
        task = stealOrIdle();
      }
      if (task != null) {
        if (spinning) {
          // resetspinning: there may be more where this came from, let another one hunt.
          spinning = false;
          pool.spinning().decrementAndGet();
          pool.wakep();
        }
        return task;
      }
    }
    return null;
  }

  private Task stealOrIdle() {
    int busy = pool.workers().size() - pool.idleCount();
    // At most half of the busy workers hunt at a time.
    if (spinning || 2 * pool.spinning().get() < busy) {
      if (!spinning) {
        spinning = true;
        pool.spinning().incrementAndGet();
      }
      Task task = thief.steal();
      if (task != null) {
        counters.add(Counters.Kind.STEALS);
        return task;
      }
    }
    Task task = pool.takeGlobalOrIdle(this);
    if (task != null) {
      counters.add(Counters.Kind.GLOBAL_GETS);
      return task;
    }
    if (spinning) {
      spinning = false;
      // Decrement first, look again after: who readied a task while we counted as spinning did not
      // wake anybody. The atomic is the fence between the two.
      pool.spinning().decrementAndGet();
      if (thief.seesWork() && pool.leaveIdle(this)) {
        spinning = true;
        pool.spinning().incrementAndGet();
        return null;
      }
    }
    sleep();
    return null;
  }

  /** {@code stopm}. */
  private void sleep() {
    while (!woken && !pool.isStopping()) {
      LockSupport.park(this);
    }
    spinning = wokenSpinning;
    wokenSpinning = false;
    woken = false;
  }

  /** {@code notewakeup}; the caller has taken this worker off the idle list, so is alone. */
  void wake(boolean spin) {
    wokenSpinning = spin;
    woken = true;
    LockSupport.unpark(thread);
  }

  void setIdle(boolean isIdle) {
    idle = isIdle;
  }

  boolean isIdle() {
    return idle;
  }

  /** {@code goready}: into runnext of this P; called by the task this worker runs. */
  public void ready(Task task) {
    queue.putNext(task);
    pool.wakep();
  }

  /** {@code newproc}: queued like a readied task. */
  public void spawn(Task task) {
    ready(task);
  }

  /** The cooperative check: true if the task must return {@link Outcome#PREEMPTED} now. */
  public boolean mustLeave(Task task) {
    // Opaque: the request needs to arrive soon, nothing else travels with it.
    return (Task) PREEMPT.getOpaque(this) == task || pool.isStopping();
  }

  /** Slices so far, as sysmon sees them. */
  int schedtick() {
    return (int) SCHEDTICK.getOpaque(this);
  }

  /** {@code preemptone}: asks the current task to leave; lost if there is none. */
  boolean preemptOne() {
    Task victim = (Task) CURRENT.getOpaque(this);
    if (victim == null) {
      return false;
    }
    PREEMPT.setOpaque(this, victim);
    return true;
  }
}
