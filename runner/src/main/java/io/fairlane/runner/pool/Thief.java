package io.fairlane.runner.pool;

import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code stealWork}: four rounds over all Ps from a random start with a random stride coprime to
 * their number; runnext is taken in the last round only, from an otherwise empty P, after a nap. In
 * that round timers are run, too, whoever's they are.
 */
final class Thief {
  /** What the nap asks for; the kernel's timer slack makes it longer. */
  static final long BACKOFF_NANOS = 3_000;

  private static final int ROUNDS = 4;

  private final Pool pool;
  private int random;

  /**
   * @param id of its M, so that thieves differ
   */
  Thief(Pool pool, int id) {
    this.pool = pool;
    this.random = 0x9E3779B9 * (id + 1);
  }

  Task stealFor(P self) {
    List<P> ps = pool.ps();
    int n = ps.size();
    for (int round = 0; round < ROUNDS; round++) {
      Runnable backOff = round == ROUNDS - 1 ? () -> LockSupport.parkNanos(BACKOFF_NANOS) : null;
      int at = Integer.remainderUnsigned(nextRandom(), n);
      int stride = coprime(n);
      for (int i = 0; i < n; i++, at = (at + stride) % n) {
        P victim = ps.get(at);
        if (victim == self) {
          continue;
        }
        if (backOff != null && victim.runTimers(self)) {
          return self.pickLocal();
        }
        if (victim.isIdle()) {
          continue;
        }
        Task task = self.queue().stealFrom(victim.queue(), null);
        if (task == null && !victim.mail().isEmpty()) {
          task = pool.outside().stealMail(self, victim);
        }
        if (task == null && backOff != null) {
          task = self.queue().stealFrom(victim.queue(), backOff);
        }
        if (task != null) {
          self.counters().add(Counters.Kind.STEALS);
          return task;
        }
      }
    }
    return null;
  }

  /** {@code checkRunqsNoP}: the last look before sleeping, without a P; runnext counts. */
  boolean seesWork() {
    for (P p : pool.ps()) {
      if (!p.isIdle() && p.seesLocalWork()) {
        return true;
      }
    }
    return pool.global().size() > 0;
  }

  private int coprime(int n) {
    int stride = 1 + Integer.remainderUnsigned(nextRandom(), n);
    while (gcd(stride, n) != 1) {
      stride++;
    }
    return stride;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /** xorshift32; spreads thieves, nothing else depends on it. */
  private int nextRandom() {
    random ^= random << 13;
    random ^= random >>> 17;
    random ^= random << 5;
    return random;
  }
}
