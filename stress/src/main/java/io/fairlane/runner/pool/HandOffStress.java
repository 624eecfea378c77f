package io.fairlane.runner.pool;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * Hand-off: a P goes from one M to another. It has one owner at a time, who sees all that the one
 * before it wrote, though none of it is volatile.
 *
 * <p>x86 keeps stores in order: a {@code SpinLock.unlock} without its release is not found there.
 */
public final class HandOffStress {
  private HandOffStress() {}

  /** An idle M takes its P back while a waker gives it to the same M. */
  @JCStressTest
  @Outcome(id = "back", expect = ACCEPTABLE, desc = "The M took its P back.")
  @Outcome(id = "given", expect = ACCEPTABLE, desc = "The waker gave it the P.")
  @Outcome(expect = FORBIDDEN, desc = "The P has no owner, or two.")
  @State
  public static class BackOrGiven {
    private final Pool pool = new Pool(1);
    private final P p = pool.ps().get(0);
    private final M m = new M(pool, 0, p);
    private P back;

    public BackOrGiven() {
      pool.outside().takeOrIdle(m, p);
    }

    @Actor
    public void idler() {
      back = pool.leaveIdle(m);
    }

    @Actor
    public void waker() {
      pool.wakep();
    }

    @Arbiter
    public void look(L_Result r) {
      // A waker that has handed a P over leaves the M counted as hunting.
      boolean given = pool.spinning().get() == 1;
      if (given == (back != null)) {
        r.r1 = given ? "two owners" : "no owner";
      } else {
        r.r1 = given ? "given" : "back";
      }
    }
  }

  /** The lists' way: a P put on them and taken off under sched.lock. */
  @JCStressTest
  @Outcome(id = "2", expect = ACCEPTABLE, desc = "Each saw what the other had written.")
  @Outcome(expect = FORBIDDEN, desc = "Both had the P, or one did not see the other's writing.")
  @State
  public static class UnderLock {
    private final SpinLock lock = new SpinLock();
    private final IdleLists idle = new IdleLists(1, 1);
    private int written;

    public UnderLock() {
      idle.put(new Pool(1).ps().get(0));
    }

    private void own() {
      lock.lock();
      P p = idle.takeP();
      if (p != null) {
        written++;
        idle.put(p);
      }
      lock.unlock();
    }

    @Actor
    public void left() {
      own();
    }

    @Actor
    public void right() {
      own();
    }

    @Arbiter
    public void look(L_Result r) {
      r.r1 = String.valueOf(written);
    }
  }

  /**
   * A task locked to its thread and one that is not, by turns on one P: {@code stoplockedm}, {@code
   * startlockedm} and {@code handoffp} between two threads, seven turns a sample.
   */
  @JCStressTest
  @Outcome(id = "handed over", expect = ACCEPTABLE, desc = "Each turn saw the one before it.")
  @Outcome(id = "missed", expect = ACCEPTABLE_INTERESTING, desc = "The actors did not meet.")
  @Outcome(expect = FORBIDDEN, desc = "Two owners, a wrong thread, a turn not seen, or none.")
  @State
  public static class Locked {
    private final Pool pool = new Pool(1);
    private final P p = pool.ps().get(0);
    private final M owner = new M(pool, 0, p);
    private final M other = new M(pool, 1, null);
    private final Meeting meeting = new Meeting(pool);
    private final LockedPair pair = new LockedPair(meeting);

    public Locked() {
      pool.putIdle(other);
      p.queue().put(pair.first());
    }

    @Actor
    public void other() {
      if (meeting.leadAsleep()) {
        other.loop();
      }
    }

    @Actor
    public void owner() {
      if (meeting.follow()) {
        owner.loop();
      }
    }

    @Arbiter
    public void look(L_Result r) {
      r.r1 = meeting.orElse(pair.shown());
    }
  }
}
