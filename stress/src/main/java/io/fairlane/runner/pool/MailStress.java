package io.fairlane.runner.pool;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.ThreadLocalRandom;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * Mail: what threads without a P have readied for a P. Its owner takes all of it as it goes idle,
 * moves it to its ring, and takes the first from there, if thieves have left one.
 */
public final class MailStress {
  private MailStress() {}

  /**
   * An owner that is about to idle, a waker from outside, and a thief. The last two share an actor,
   * in either order: no test can have more actors than the host has CPUs, and what they race for
   * with each other is under {@code sched.lock}.
   */
  @JCStressTest
  @Outcome(id = "owner", expect = ACCEPTABLE, desc = "The owner runs one, the thief none.")
  @Outcome(id = "thief", expect = ACCEPTABLE, desc = "The thief runs one, the owner none.")
  @Outcome(id = "both", expect = ACCEPTABLE, desc = "Each runs one.")
  @Outcome(expect = FORBIDDEN, desc = "A task is lost or doubled, or its P idles beside it.")
  @State
  public static class OwnerOrWakerAndThief {
    private static final PoolRules LAST_P = new PoolRules(PoolRules.USUAL.sliceNanos(), true);
    private final Pool pool = new Pool(2, 0, LAST_P);
    private final P own = pool.ps().get(0);
    private final P other = pool.ps().get(1);
    private final M m = new M(pool, 0, own);
    private final Thief thief = new Thief(pool, 1);
    private final boolean wakesFirst = ThreadLocalRandom.current().nextBoolean();
    private Task taken;
    private Task stolen;

    public OwnerOrWakerAndThief() {
      pool.readyFromOutside(new Mailed(0, own));
    }

    @Actor
    public void owner() {
      taken = pool.outside().takeOrIdle(m, own);
    }

    @Actor
    public void wakerAndThief() {
      if (wakesFirst) {
        pool.readyFromOutside(new Mailed(1, own));
      }
      stolen = thief.stealFor(other);
      if (!wakesFirst) {
        pool.readyFromOutside(new Mailed(1, own));
      }
    }

    @Arbiter
    public void look(L_Result r) {
      // A P that the waker has found idle is on no list any more: its M has it again.
      boolean idlesBeside = own.isIdle() && own.seesLocalWork();
      String who = stolen == null ? "owner" : taken == null ? "thief" : "both";
      r.r1 =
          idlesBeside
              ? "idle beside work"
              : tally().orElse(stolen == null && taken == null ? "nobody" : who);
    }

    private Tally tally() {
      Mail.moveTo(own.queue(), own.mail().takeAllLocked());
      return new Tally(2)
          .add(taken)
          .add(stolen)
          .drain(own.queue())
          .drain(other.queue())
          .drain(pool.global(), new RunQueue(pool.global()));
    }
  }
}
