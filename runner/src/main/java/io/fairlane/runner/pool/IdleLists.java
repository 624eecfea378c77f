package io.fairlane.runner.pool;

/**
 * {@code sched.pidle} and {@code sched.midle}: Ps that nobody has, Ms that have none and sleep or
 * are about to. Both last in, first out; guarded by {@code sched.lock}, but for the count.
 */
final class IdleLists {
  private final P[] ps;
  private final M[] ms;

  /** Written under the lock, read by wakers without it (see {@link Pool#wakep}). */
  private volatile int idlePs;

  private int idleMs;

  IdleLists(int ps, int ms) {
    this.ps = new P[ps];
    this.ms = new M[ms];
  }

  /** Any thread: a hint, but ordered as {@link Pool#wakep} needs it. */
  int count() {
    return idlePs;
  }

  void put(P p) {
    p.setIdle(true);
    int n = idlePs;
    ps[n] = p;
    idlePs = n + 1;
  }

  void put(M m) {
    ms[idleMs++] = m;
  }

  /** {@code pidleget}: the one that went idle last, or null. */
  P takeP() {
    int n = idlePs;
    if (n == 0) {
      return null;
    }
    P p = ps[n - 1];
    idlePs = n - 1;
    p.setIdle(false);
    return p;
  }

  /** This one, which idles. */
  void take(P p) {
    int n = idlePs;
    int place = n - 1;
    while (ps[place] != p) {
      place--;
    }
    System.arraycopy(ps, place + 1, ps, place, n - place - 1);
    idlePs = n - 1;
    p.setIdle(false);
  }

  /**
   * {@code mget}.
   *
   * @throws IllegalStateException if there is none, against the count of {@link M}; the caller
   *     holds the lock and lets go of it
   */
  M takeM() {
    if (idleMs == 0) {
      throw new IllegalStateException("no idle M for a P: one was lost, or too few were made");
    }
    return ms[--idleMs];
  }

  /** False if somebody has taken it and is about to wake it. */
  boolean remove(M m) {
    for (int i = idleMs - 1; i >= 0; i--) {
      if (ms[i] == m) {
        System.arraycopy(ms, i + 1, ms, i, idleMs - i - 1);
        idleMs--;
        return true;
      }
    }
    return false;
  }
}
