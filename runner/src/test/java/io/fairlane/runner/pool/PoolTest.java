package io.fairlane.runner.pool;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A pool whose count of Ms is wrong: the thread that finds out dies, the others must not hang. */
class PoolTest {
  private final Pool pool = new Pool(1);
  private final P p = pool.ps().get(0);

  @Test
  @Timeout(value = 10, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void whoFindsNoIdleMLetsTheLockGo() {
    p.queue().put(new BackgroundTask(WorkDraws.constant(0), 0, Clock.unused()));
    assertThatThrownBy(() -> pool.handOff(p)).isInstanceOf(IllegalStateException.class);
    pool.putIdle(new M(pool, 0, null));
    pool.handOff(p);
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void soDoesAWakerFromOutside() {
    Task task = new BackgroundTask(WorkDraws.constant(0), 0, Clock.unused());
    pool.spinning().set(1); // somebody hunts, so the P goes to the idle ones
    pool.handOff(p);
    assertThatThrownBy(() -> pool.readyFromOutside(task)).isInstanceOf(IllegalStateException.class);
    pool.putIdle(new M(pool, 0, null));
  }
}
