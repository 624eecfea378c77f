package io.fairlane.runner.pool;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.ThreadLocalRandom;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * Park and ready of threads: an M that goes to sleep against whoever has work for it. The M's loop
 * is the pool's, on the actor's thread.
 */
public final class ParkStress {
  private ParkStress() {}

  /** Work comes from a thread without a P: queue and idle lists change under one lock. */
  @JCStressTest
  @Outcome(id = "awake", expect = ACCEPTABLE, desc = "Work came before the M was idle.")
  @Outcome(id = "idle", expect = ACCEPTABLE, desc = "Work came when the M was idle.")
  @Outcome(id = "missed", expect = ACCEPTABLE_INTERESTING, desc = "The actors did not meet.")
  @Outcome(expect = FORBIDDEN, desc = "The M sleeps on, or sees half of the task.")
  @State
  public static class IdleOrOutside {
    private final Pool pool = new Pool(1);
    private final M m = new M(pool, 0, pool.ps().get(0));
    private final Meeting meeting = new Meeting(pool);
    private final Last last = new Last(meeting);
    private boolean idle;

    @Actor
    public void waker() {
      if (meeting.lead()) {
        last.written = 1;
        idle = pool.idleCount() > 0;
        pool.readyFromOutside(last);
        meeting.awaitEnd();
      }
    }

    @Actor
    public void idler() {
      if (meeting.follow()) {
        m.loop();
      }
    }

    @Arbiter
    public void look(L_Result r) {
      String shown = idle ? "idle" : "awake";
      r.r1 = meeting.orElse(last.sawWhatWasWritten() ? shown : "stale");
    }
  }

  /**
   * Work comes into the queue of a busy P, which wakes nobody while somebody hunts: so a hunter
   * that gives up must look once more after it has said so.
   */
  @JCStressTest
  @Outcome(id = "awake", expect = ACCEPTABLE, desc = "Work came before the M was idle.")
  @Outcome(id = "idle", expect = ACCEPTABLE, desc = "Work came when the M was idle.")
  @Outcome(id = "missed", expect = ACCEPTABLE_INTERESTING, desc = "The actors did not meet.")
  @Outcome(expect = FORBIDDEN, desc = "The M sleeps beside work, or sees half of the task.")
  @State
  public static class GiveUpOrReady {
    private final Pool pool = new Pool(2);
    private final M m = new M(pool, 0, pool.ps().get(0));
    private final P busy = pool.ps().get(1);
    private final Meeting meeting = new Meeting(pool);
    private final Last last = new Last(meeting);
    private boolean idle;

    @Actor
    public void busy() {
      if (meeting.lead()) {
        last.written = 1;
        idle = pool.idleCount() > 0;
        busy.ready(last);
        meeting.awaitEnd();
      }
    }

    @Actor
    public void idler() {
      if (meeting.follow()) {
        m.loop();
      }
    }

    @Arbiter
    public void look(L_Result r) {
      String shown = idle ? "idle" : "awake";
      r.r1 = meeting.orElse(last.sawWhatWasWritten() ? shown : "stale");
    }
  }

  /**
   * The same for the P that the task last ran on: its own M goes idle with it, or sees the mail.
   */
  @JCStressTest
  @Outcome(id = "awake", expect = ACCEPTABLE, desc = "Work came before the M was idle.")
  @Outcome(id = "idle", expect = ACCEPTABLE, desc = "Work came when the M was idle.")
  @Outcome(id = "missed", expect = ACCEPTABLE_INTERESTING, desc = "The actors did not meet.")
  @Outcome(expect = FORBIDDEN, desc = "The M sleeps on, or sees half of the task.")
  @State
  public static class IdleOrMail {
    private final Pool pool = new Pool(1, 0, new PoolRules(PoolRules.USUAL.sliceNanos(), true));
    private final M m = new M(pool, 0, pool.ps().get(0));
    private final Meeting meeting = new Meeting(pool);
    private final Last last = new Last(meeting);
    private boolean idle;

    @Actor
    public void waker() {
      if (meeting.lead()) {
        last.written = 1;
        last.ranOn = pool.ps().get(0);
        idle = pool.idleCount() > 0;
        pool.readyFromOutside(last);
        meeting.awaitEnd();
      }
    }

    @Actor
    public void idler() {
      if (meeting.follow()) {
        m.loop();
      }
    }

    @Arbiter
    public void look(L_Result r) {
      String shown = idle ? "idle" : "awake";
      r.r1 = meeting.orElse(last.sawWhatWasWritten() ? shown : "stale");
    }
  }

  /** Mail for a busy P against a hunter that gives up: it looks at the mail once more, too. */
  @JCStressTest
  @Outcome(id = "awake", expect = ACCEPTABLE, desc = "Work came before the M was idle.")
  @Outcome(id = "idle", expect = ACCEPTABLE, desc = "Work came when the M was idle.")
  @Outcome(id = "missed", expect = ACCEPTABLE_INTERESTING, desc = "The actors did not meet.")
  @Outcome(expect = FORBIDDEN, desc = "The M sleeps beside work, or sees half of the task.")
  @State
  public static class GiveUpOrMail {
    private final Pool pool = new Pool(2, 0, new PoolRules(PoolRules.USUAL.sliceNanos(), true));
    private final M m = new M(pool, 0, pool.ps().get(0));
    private final Meeting meeting = new Meeting(pool);
    private final Last last = new Last(meeting);
    private boolean idle;

    @Actor
    public void waker() {
      if (meeting.lead()) {
        last.written = 1;
        last.ranOn = pool.ps().get(1);
        idle = pool.idleCount() > 0;
        pool.readyFromOutside(last);
        meeting.awaitEnd();
      }
    }

    @Actor
    public void idler() {
      if (meeting.follow()) {
        m.loop();
      }
    }

    @Arbiter
    public void look(L_Result r) {
      String shown = idle ? "idle" : "awake";
      r.r1 = meeting.orElse(last.sawWhatWasWritten() ? shown : "stale");
    }
  }

  /**
   * A task goes to sleep on a busy P, already due, while the last hunter gives up: either it
   * becomes the one that waits for timers and sees it, or the sleeper sees that nobody hunts or
   * waits. In every second sample there is a timer far ahead, for which the M then waits: the
   * nearer one must wake it.
   */
  @JCStressTest
  @Outcome(id = "awake", expect = ACCEPTABLE, desc = "It slept before the M was idle.")
  @Outcome(id = "idle", expect = ACCEPTABLE, desc = "It slept when the M was idle.")
  @Outcome(id = "awake, far", expect = ACCEPTABLE, desc = "As awake, with the far timer.")
  @Outcome(id = "idle, far", expect = ACCEPTABLE, desc = "As idle, with the far timer.")
  @Outcome(id = "missed", expect = ACCEPTABLE_INTERESTING, desc = "The actors did not meet.")
  @Outcome(expect = FORBIDDEN, desc = "The M sleeps past the timer, or sees half of the task.")
  @State
  public static class GiveUpOrSleep {
    private static final long FAR_NANOS = 3_600_000_000_000L;
    private final Pool pool = new Pool(2);
    private final M m = new M(pool, 0, pool.ps().get(0));
    private final P busy = pool.ps().get(1);
    private final Meeting meeting = new Meeting(pool);
    private final Last last = new Last(meeting);
    private final boolean far = ThreadLocalRandom.current().nextBoolean();
    private boolean idle;

    public GiveUpOrSleep() {
      if (far) {
        busy.timers().add(System.nanoTime() + FAR_NANOS, new Last(meeting));
      }
    }

    @Actor
    public void busy() {
      if (meeting.lead()) {
        last.written = 1;
        idle = pool.idleCount() > 0;
        busy.sleep(last, System.nanoTime());
        meeting.awaitEnd();
      }
    }

    @Actor
    public void idler() {
      if (meeting.follow()) {
        m.loop();
      }
    }

    @Arbiter
    public void look(L_Result r) {
      String shown = (idle ? "idle" : "awake") + (far ? ", far" : "");
      r.r1 = meeting.orElse(last.sawWhatWasWritten() ? shown : "stale");
    }
  }

  /**
   * A P is handed to an M whose thread is only starting: either the waker sees the thread, or the
   * thread sees the P. What travels with the P arrives: its ring, and whether the M is to hunt.
   */
  @JCStressTest
  @Outcome(id = "woken", expect = ACCEPTABLE, desc = "The M has the P and all that goes with it.")
  @Outcome(id = "missed", expect = ACCEPTABLE_INTERESTING, desc = "The actors did not meet.")
  @Outcome(expect = FORBIDDEN, desc = "The M sleeps on, or something did not arrive.")
  @State
  public static class StartOrHandOver {
    private final Pool pool = new Pool(1);
    private final M m = new M(pool, 0, null);
    private final P p = pool.ps().get(0);
    private final Meeting meeting = new Meeting(pool);
    private final Last last = new Last(meeting);

    @Actor
    public void waker() {
      if (meeting.lead()) {
        last.written = 1;
        p.queue().put(last);
        pool.spinning().set(1);
        m.handOver(p, true);
        meeting.awaitEnd();
      }
    }

    @Actor
    public void starter() {
      if (meeting.follow()) {
        m.loop();
      }
    }

    @Arbiter
    public void look(L_Result r) {
      String shown = last.sawWhatWasWritten() ? "woken" : "stale";
      // An M that does not know it hunts never takes itself off the count: nobody else may hunt.
      r.r1 = meeting.orElse(pool.spinning().get() == 0 ? shown : "hunts for ever");
    }
  }
}
