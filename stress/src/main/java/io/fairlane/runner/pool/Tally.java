package io.fairlane.runner.pool;

/** Counts where the tasks of a sample ended up: each exactly once, or something is wrong. */
final class Tally {
  private final int[] seen;

  /**
   * @param tasks numbered from 0
   */
  Tally(int tasks) {
    seen = new int[tasks];
  }

  /** Null: nobody, not counted. */
  Tally add(Task task) {
    if (task != null) {
      seen[((Marked) task).id]++;
    }
    return this;
  }

  /** Everything in runnext and in the ring, which are empty then. */
  Tally drain(RunQueue queue) {
    add(queue.takeNext());
    for (int n = queue.size(); n > 0; n--) {
      add(queue.take());
    }
    return this;
  }

  /**
   * @param spare an empty ring, unused with batches of one
   */
  Tally drain(GlobalQueue global, RunQueue spare) {
    for (Task task = global.take(spare, 1); task != null; task = global.take(spare, 1)) {
      add(task);
    }
    return this;
  }

  /** What the sample showed if each task is there once, else what is wrong. */
  String orElse(String shown) {
    for (int n : seen) {
      if (n != 1) {
        return n == 0 ? "lost" : "doubled";
      }
    }
    return shown;
  }
}
