package io.fairlane.runner.pool;

/** Why a task gave its P back. */
public enum Outcome {
  /** {@code Gosched}: goes to the global tail. */
  YIELDED,
  /** {@code gopark}: is on some wait queue, or about to be readied by another thread already. */
  PARKED,
  /** {@code gopreempt_m}: noticed a request of sysmon; goes to the global tail. */
  PREEMPTED,
  /** Has returned, or the pool is stopping; goes nowhere. */
  DONE
}
