package io.fairlane.runner.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sleeping tasks on running pools: no timer is lost, none fires early, whoever notices it. */
class TimersTest {
  private final AtomicInteger early = new AtomicInteger();
  private RunningPool running;
  private Pool pool;

  private void start(int ps, int lockers) {
    running = new RunningPool(ps, lockers);
    pool = running.pool();
  }

  @AfterEach
  void noThreadFailed() throws InterruptedException {
    running.stop();
    assertThat(early).hasValue(0);
  }

  /** Sleeps so many times for so long. */
  private final class Sleeper extends Task {
    private final long nanos;
    private final boolean locks;
    private final CountDownLatch done;
    private int left;
    private long until;

    Sleeper(int times, long nanos, boolean locks, CountDownLatch done) {
      super(Role.PRODUCER);
      this.left = times;
      this.nanos = nanos;
      this.locks = locks;
      this.done = done;
    }

    @Override
    protected Outcome run(P p) {
      long now = System.nanoTime();
      if (until == 0 && locks) {
        p.lockThread(this);
      }
      if (until != 0 && now < until) {
        early.incrementAndGet();
      }
      if (left-- == 0) {
        done.countDown();
        return Outcome.DONE;
      }
      until = now + nanos;
      p.sleep(this, until);
      return Outcome.PARKED;
    }
  }

  @ParameterizedTest
  @CsvSource({"1,40,0", "2,40,0", "4,40,0", "2,1,0", "1,10,1", "2,10,2", "4,3,3"})
  void allWakeUp(int ps, int sleepers, int lockers) throws InterruptedException {
    start(ps, lockers);
    CountDownLatch done = new CountDownLatch(sleepers);
    for (int i = 0; i < sleepers; i++) {
      pool.readyFromOutside(new Sleeper(50, 70_000 + 1_000L * i, i < lockers, done));
    }
    RunningPool.await(done);
  }

  /** Among others that compute: the busy Ps run the timers as they schedule. */
  @ParameterizedTest
  @CsvSource({"1", "2", "4"})
  void amongACrowd(int ps) throws InterruptedException {
    start(ps, 0);
    for (int i = 0; i < 20; i++) {
      pool.readyFromOutside(new BackgroundTask(WorkDraws.constant(5_000), 5_000, Clock.unused()));
    }
    CountDownLatch done = new CountDownLatch(20);
    for (int i = 0; i < 20; i++) {
      pool.readyFromOutside(new Sleeper(50, 100_000, false, done));
    }
    RunningPool.await(done);
  }

  /** When nobody sleeps any more, nobody waits for timers: threads that idle use no CPU. */
  @Test
  void afterTheLastTimerAllSleep() throws InterruptedException {
    start(2, 0);
    CountDownLatch done = new CountDownLatch(8);
    for (int i = 0; i < 8; i++) {
      pool.readyFromOutside(new Sleeper(20, 200_000, false, done));
    }
    RunningPool.await(done);
    long deadline = System.nanoTime() + 30_000_000_000L;
    while (pool.idleCount() < 2 && System.nanoTime() < deadline) {
      Thread.sleep(1);
    }
    Thread.sleep(20);
    assertThat(
            Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("pool-m"))
                .map(Thread::getState))
        .isNotEmpty()
        .containsOnly(Thread.State.WAITING);
  }

  /** An idle pool waits for the timer and not for sysmon: 200 sleeps of 1 ms, not of 10. */
  @Test
  void anIdlePoolWakesInTime() throws InterruptedException {
    start(2, 0);
    CountDownLatch done = new CountDownLatch(1);
    long from = System.nanoTime();
    pool.readyFromOutside(new Sleeper(200, 1_000_000, false, done));
    RunningPool.await(done);
    assertThat((System.nanoTime() - from) / 1e9).isBetween(0.2, 1.5);
  }
}
