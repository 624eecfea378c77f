package io.fairlane.runner.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks locked to their threads, on running pools of 1 to 4 Ps, whatever the CPUs. */
class LockedThreadTest {
  private final Set<Thread> owned = ConcurrentHashMap.newKeySet();
  private RunningPool running;
  private Pool pool;

  private void start(int ps, int lockers) {
    running = new RunningPool(ps, lockers);
    pool = running.pool();
  }

  @AfterEach
  void noThreadFailed() throws InterruptedException {
    running.stop();
  }

  /** Yields so many times; locked, it must stay where it was, else it must not be there. */
  private final class Turns extends Task {
    private final boolean locks;
    private final CountDownLatch done;
    private int left;
    private Thread home;

    Turns(boolean locks, int turns, CountDownLatch done) {
      super(Role.BACKGROUND);
      this.locks = locks;
      this.left = turns;
      this.done = done;
    }

    @Override
    protected Outcome run(P p) {
      Thread here = Thread.currentThread();
      if (locks && home == null) {
        home = here;
        p.lockThread(this);
        assertThat(owned.add(here)).isTrue();
      }
      assertThat(locks ? here == home : !owned.contains(here)).isTrue();
      if (--left > 0) {
        return Outcome.YIELDED;
      }
      if (locks) {
        owned.remove(here);
      }
      done.countDown();
      return Outcome.DONE;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void lockedTasksStayOnTheirThreadsAndOthersOff(int ps) throws InterruptedException {
    start(ps, 3);
    CountDownLatch done = new CountDownLatch(43);
    for (int i = 0; i < 43; i++) {
      pool.readyFromOutside(new Turns(i % 14 == 0 && i < 42, 1_000, done));
    }
    RunningPool.await(done);
    assertThat(pool.count(Counters.Kind.HANDOFFS)).isGreaterThan(1_000);
  }

  /** Waits for messages that never come. */
  private static final class Sleeper extends Task {
    Sleeper() {
      super(Role.BACKGROUND);
    }

    @Override
    protected Outcome run(P p) {
      p.lockThread(this);
      return Outcome.PARKED;
    }
  }

  /** Computes until as many others compute beside it. */
  private static final class Together extends Task {
    private final CountDownLatch all;
    private boolean here;

    Together(CountDownLatch all) {
      super(Role.BACKGROUND);
      this.all = all;
    }

    @Override
    protected Outcome run(P p) {
      if (!here) {
        here = true;
        all.countDown();
      }
      while (all.getCount() > 0) {
        if (p.mustLeave(this)) {
          return Outcome.PREEMPTED;
        }
      }
      return Outcome.DONE;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void aLockedTaskThatWaitsKeepsNoP(int ps) throws InterruptedException {
    start(ps, 2);
    pool.readyFromOutside(new Sleeper());
    pool.readyFromOutside(new Sleeper());
    CountDownLatch all = new CountDownLatch(ps);
    for (int i = 0; i < ps; i++) {
      pool.readyFromOutside(new Together(all));
    }
    RunningPool.await(all);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void itsThreadIsAnybodysWhenItHasEnded(int ps) throws InterruptedException {
    start(ps, 1);
    for (int round = 0; round < 200; round++) {
      CountDownLatch done = new CountDownLatch(3);
      pool.readyFromOutside(new Turns(true, 5, done));
      pool.readyFromOutside(new Turns(false, 5, done));
      pool.readyFromOutside(new Turns(false, 5, done));
      RunningPool.await(done);
    }
  }
}
