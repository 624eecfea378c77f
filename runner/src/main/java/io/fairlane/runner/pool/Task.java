package io.fairlane.runner.pool;

/**
 * A stackless G. A turn ends by returning an {@link Outcome}; what must survive lives in fields.
 *
 * <p>A task is run by one P at a time. Its fields need no ordering of their own: every way from one
 * P to the next (ring, runnext, global queue, wait queue) publishes them.
 */
public abstract class Task {
  /** What a task is in the experiment; decides which counter a preemption goes to. */
  public enum Role {
    MAIN,
    BACKGROUND,
    PRODUCER,
    CONSUMER
  }

  final Role role;

  /** {@code lockedm}: the one thread that may run this, or null. */
  M lockedM;

  /** Link in the global queue or a P's mail, owned by their lock ({@code schedlink}). */
  Task next;

  protected Task(Role role) {
    this.role = role;
  }

  /** Where it ran last, for a waker without a P; null = it has not run, or does not remember. */
  P lastP() {
    return null;
  }

  /**
   * Runs one turn. Having parked itself, a task must return without touching its fields again:
   * another P may be running it already.
   */
  protected abstract Outcome run(P p);
}
