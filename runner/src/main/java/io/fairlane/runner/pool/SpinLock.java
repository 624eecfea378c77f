package io.fairlane.runner.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * A lock for sections of some nanoseconds, after {@code lock_futex.go}: 4 rounds of 30 pauses, then
 * give the CPU away. Instead of sleeping on a futex it yields, and from the 64th failure on sleeps
 * 50 us, so that a holder without a CPU gets one.
 */
final class SpinLock {
  private static final int SPINS = 4;
  private static final int PAUSES = 30;
  private static final int YIELDS = 64;
  private static final VarHandle HELD;

  static {
    try {
      HELD = MethodHandles.lookup().findVarHandle(SpinLock.class, "held", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @SuppressWarnings("unused") // through HELD
  private boolean held;

  void lock() {
    if (!HELD.compareAndSet(this, false, true)) {
      lockContended();
    }
  }

  void unlock() {
    // Release: what the section wrote is visible to whoever's CAS sees the lock free.
    HELD.setRelease(this, false);
  }

  private void lockContended() {
    for (int failures = 0; ; failures++) {
      if (failures < SPINS) {
        for (int i = 0; i < PAUSES; i++) {
          Thread.onSpinWait();
        }
      } else if (failures < YIELDS) {
        Thread.yield();
      } else {
        LockSupport.parkNanos(50_000);
      }
      // Look before the CAS: a failing CAS still takes the cache line away from the holder.
      if (!(boolean) HELD.getOpaque(this) && HELD.compareAndSet(this, false, true)) {
        return;
      }
    }
  }
}
