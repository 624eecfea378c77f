package io.fairlane.runner.pool;

/**
 * Work that does not come from the P that will run it: from threads without a P, and from the
 * global queue when a P has nothing left. What is queued and who idles change together under {@code
 * sched.lock}, so that nobody sleeps beside work.
 */
final class Outside {
  private final Pool pool;
  private final SpinLock lock;
  private final GlobalQueue global;
  private final IdleLists idle;

  Outside(Pool pool, SpinLock lock, GlobalQueue global, IdleLists idle) {
    this.pool = pool;
    this.lock = lock;
    this.global = global;
    this.idle = idle;
  }

  /**
   * Readies a task from a thread that has no P: to the global tail, and one idle P is woken ({@code
   * injectglist} of one); or, by the other rule, to the P that it last ran on. Queue and idle lists
   * change under one lock, so an idler either sees the task or is seen.
   */
  void ready(Task task) {
    P last = pool.rules().outsideToLastP() ? task.lastP() : null;
    if (last == null) {
      readyGlobally(task);
    } else {
      readyOn(last, task);
    }
  }

  /** That P is woken if it idles; if not, somebody hunts for what it cannot run at once. */
  private void readyOn(P p, Task task) {
    M m = null;
    lock.lock();
    try {
      p.mail().putLocked(task);
      if (p.isIdle()) {
        idle.take(p);
        m = idle.takeM();
      }
    } finally {
      lock.unlock();
    }
    if (m == null) {
      pool.wakep(); // putLocked has stored the mail's size volatile: see there
    } else {
      m.handOver(p, false);
    }
  }

  private void readyGlobally(Task task) {
    P p;
    M m;
    lock.lock();
    try {
      global.putLocked(task);
      p = idle.takeP();
      m = p == null ? null : idle.takeM();
    } finally {
      lock.unlock();
    }
    if (m != null) {
      m.handOver(p, false);
    }
  }

  /** Both go on the idle lists, unless there is work from outside: then takes a batch. */
  Task takeOrIdle(M m, P p) {
    while (true) {
      lock.lock();
      Task mail = p.mail().takeAllLocked();
      Task task = mail != null ? null : global.takeLocked(p.queue(), GlobalQueue.MAX_BATCH);
      if (mail == null && task == null) {
        idle.put(p);
        idle.put(m);
      }
      lock.unlock();
      if (mail == null) {
        if (task != null) {
          p.counters().add(Counters.Kind.GLOBAL_GETS);
        }
        return task;
      }
      Mail.moveTo(p.queue(), mail);
      Task first = p.queue().take();
      if (first != null) {
        return first;
      }
      // Thieves were quicker. The P is not idle and must not be taken for it: once more.
    }
  }

  /** The owner's: what came from outside is the ring's tail. */
  void deliver(P p) {
    lock.lock();
    Task mail = p.mail().takeAllLocked();
    lock.unlock();
    Mail.moveTo(p.queue(), mail);
  }

  /**
   * A thief's, whose ring is empty: half of what came from outside for a P whose ring is empty,
   * too.
   */
  Task stealMail(P thief, P victim) {
    lock.lock();
    Task mail = victim.mail().takeHalfLocked();
    lock.unlock();
    Mail.moveTo(thief.queue(), mail);
    return mail == null ? null : thief.queue().take();
  }
}
