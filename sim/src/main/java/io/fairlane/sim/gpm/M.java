package io.fairlane.sim.gpm;

/** An OS thread: runs a P, or sleeps on the idle list, or sleeps until its locked G is picked. */
final class M {
  final int id;

  /** The G wired to this thread, or null ({@code lockedg}). */
  G lockedG;

  /** {@code LockOSThread} calls not yet undone ({@code lockedExt}). */
  int lockedCount;

  /** Hunting for work; counted in {@code nmspinning}. */
  boolean spinning;

  /**
   * Until when it is putting its locked G to sleep. Others can complete, ready and pick that G
   * meanwhile; they then find the thread on its way to its own bed ({@code stoplockedm} hands its P
   * off and goes on with the one it was given).
   */
  long parkingUntil;

  /** When it went to sleep; decides how cold its CPU is when it is woken. */
  long parkedAt;

  M(int id) {
    this.id = id;
  }
}
