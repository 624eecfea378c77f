package io.fairlane.runner.pool;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * {@code runnext}: the owner fills and empties it, a thief whose back-off is over takes it. Exactly
 * one of them gets the task, and work that moves from runnext to the ring is never overlooked.
 */
public final class RunnextStress {
  private RunnextStress() {}

  private static RunQueue queue(Task next) {
    RunQueue queue = new RunQueue(new GlobalQueue(new SpinLock(), 2));
    if (next != null) {
      queue.putNext(next);
    }
    return queue;
  }

  private static Task steal(RunQueue thief, RunQueue victim) {
    return thief.stealFrom(victim, () -> {});
  }

  /** One task, two takers. */
  @JCStressTest
  @Outcome(id = "owner", expect = ACCEPTABLE, desc = "The owner runs it.")
  @Outcome(id = "thief", expect = ACCEPTABLE, desc = "The thief runs it.")
  @Outcome(expect = FORBIDDEN, desc = "Nobody or both run it.")
  @State
  public static class TakeOrSteal {
    private final RunQueue queue = queue(new Marked(0));
    private final RunQueue thief = queue(null);
    private Task taken;
    private Task stolen;

    @Actor
    public void owner() {
      taken = queue.takeNext();
    }

    @Actor
    public void thief() {
      stolen = steal(thief, queue);
    }

    @Arbiter
    public void count(L_Result r) {
      Tally tally = new Tally(1).add(taken).add(stolen).drain(queue).drain(thief);
      r.r1 = tally.orElse(stolen == null ? "owner" : "thief");
    }
  }

  /** A second task kicks the first into the ring while the thief is after it. */
  @JCStressTest
  @Outcome(id = "first", expect = ACCEPTABLE, desc = "The thief got the first, here or there.")
  @Outcome(id = "second", expect = ACCEPTABLE, desc = "The thief got the second.")
  @Outcome(id = "late", expect = ACCEPTABLE, desc = "The thief got nothing.")
  @Outcome(expect = FORBIDDEN, desc = "A task is lost or doubled.")
  @State
  public static class KickOrSteal {
    private final Task first = new Marked(0);
    private final Task second = new Marked(1);
    private final RunQueue queue = queue(first);
    private final RunQueue thief = queue(null);
    private Task taken;
    private Task stolen;

    @Actor
    public void owner() {
      queue.putNext(second);
      taken = queue.takeNext();
    }

    @Actor
    public void thief() {
      stolen = steal(thief, queue);
    }

    @Arbiter
    public void count(L_Result r) {
      String shown = stolen == null ? "late" : stolen == first ? "first" : "second";
      Tally tally = new Tally(2).add(taken).add(stolen).drain(queue).drain(thief);
      r.r1 = tally.orElse(shown);
    }
  }

  /** There is work at every instant; who decides by {@code isEmpty} to sleep must not miss it. */
  @JCStressTest
  @Outcome(id = "work", expect = ACCEPTABLE, desc = "Work was seen.")
  @Outcome(expect = FORBIDDEN, desc = "The queue looked empty and never was.")
  @State
  public static class KickOrLook {
    private final RunQueue queue = queue(new Marked(0));
    private final Task second = new Marked(1);
    private boolean empty;

    @Actor
    public void owner() {
      queue.putNext(second);
      queue.takeNext();
    }

    @Actor
    public void idler() {
      empty = queue.isEmpty();
    }

    @Arbiter
    public void count(L_Result r) {
      r.r1 = empty ? "empty" : "work";
    }
  }
}
