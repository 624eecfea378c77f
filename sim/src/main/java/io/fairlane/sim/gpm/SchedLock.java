package io.fairlane.sim.gpm;

/**
 * {@code sched.lock}, which guards the global queue: one P at a time. A P that comes while another
 * holds it waits; its own holds in one round are part of what the round costs anyway.
 */
final class SchedLock {
  private final boolean contended;
  private final long hold;
  private P holder;
  private long freeAt;

  SchedLock(World world, int procs) {
    contended = world.rules().has(Rule.SCHED_LOCK) && procs > 1;
    hold = world.durations().schedLock();
  }

  /**
   * The P takes the lock at {@code now} or as soon as it is free; its wait goes to the P's bill.
   */
  void take(P p, long now) {
    if (!contended) {
      return;
    }
    long from = now;
    if (p != holder && freeAt > now) {
      from = freeAt;
      p.lockWait += from - now;
    }
    holder = p;
    freeAt = from + hold;
  }
}
