package io.fairlane.runner.pool;

/** A task that can count: the {@code work} keys of a scenario are iterations of this loop. */
public abstract class ComputingTask extends Task {
  /** Iterations between two looks at sysmon's request: about half a microsecond. */
  public static final int CHUNK = 1_000;

  /** Iterations still to do in this turn; survives a preemption. */
  protected long left;

  private long counted = 1;

  protected ComputingTask(Role role) {
    super(role);
  }

  /**
   * Counts what is left.
   *
   * @return false if the task must leave before it is done
   */
  protected final boolean compute(P p) {
    while (left > 0) {
      if (p.mustLeave(this)) {
        return false;
      }
      int n = (int) Math.min(left, CHUNK);
      counted = count(counted, n);
      left -= n;
    }
    return true;
  }

  /**
   * The counting loop. Each step needs the one before and mixes rotation with exclusive-or, for
   * which the compiler has no closed form and no vector form (it has both for a plain sum or {@code
   * i - x}); the result is kept in a field, so that it cannot be dropped. Two cycles an iteration.
   */
  static long count(long x, int n) {
    long y = x;
    for (int i = 0; i < n; i++) {
      y = Long.rotateLeft(y, 1) ^ i;
    }
    return y;
  }
}
