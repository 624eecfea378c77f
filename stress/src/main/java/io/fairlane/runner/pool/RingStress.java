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
 * The ring: its owner puts and takes while a thief steals half. No task is lost, none doubled, and
 * what was written before the put is seen after the theft.
 *
 * <p>x86 keeps stores in order, so it cannot show a release weakened to a plain store unless the
 * compiler reorders; a slot written after the count that publishes it is found.
 */
public final class RingStress {
  private RingStress() {}

  private static RunQueue ring(int tasks, GlobalQueue overflow) {
    RunQueue ring = new RunQueue(overflow);
    for (int id = 0; id < tasks; id++) {
      ring.put(new Marked(id));
    }
    return ring;
  }

  private static GlobalQueue global() {
    return new GlobalQueue(new SpinLock(), 2);
  }

  /** Few tasks: both are after the same one. */
  @JCStressTest
  @Outcome(id = "stole", expect = ACCEPTABLE, desc = "The thief has one, the owner the others.")
  @Outcome(id = "late", expect = ACCEPTABLE, desc = "The owner has all.")
  @Outcome(expect = FORBIDDEN, desc = "A task is lost or doubled.")
  @State
  public static class TakeOrSteal {
    private final GlobalQueue global = global();
    private final RunQueue ring = ring(2, global);
    private final RunQueue thief = new RunQueue(global);
    private final Task third = new Marked(2);
    private Task first;
    private Task second;
    private Task last;
    private Task stolen;

    @Actor
    public void owner() {
      first = ring.take();
      second = ring.take();
      ring.put(third);
      last = ring.take();
    }

    @Actor
    public void thief() {
      stolen = thief.stealFrom(ring, null);
    }

    @Arbiter
    public void count(L_Result r) {
      Tally tally = new Tally(3).add(first).add(second).add(last).add(stolen);
      r.r1 = tally.drain(ring).drain(thief).orElse(stolen == null ? "late" : "stole");
    }
  }

  /** A full ring: puts overflow, or go over the slots that the thief has just read. */
  @JCStressTest
  @Outcome(id = "ring", expect = ACCEPTABLE, desc = "The theft made room for the new ones.")
  @Outcome(id = "overflow", expect = ACCEPTABLE, desc = "The oldest went to the global queue.")
  @Outcome(expect = FORBIDDEN, desc = "A task is lost or doubled.")
  @State
  public static class PutOrStealFull {
    private static final int MORE = 64;

    private final GlobalQueue global = global();
    private final RunQueue ring = ring(RunQueue.SLOTS, global);
    private final RunQueue thief = new RunQueue(global);
    private final Task[] more = new Task[MORE];
    private Task stolen;

    public PutOrStealFull() {
      for (int i = 0; i < MORE; i++) {
        more[i] = new Marked(RunQueue.SLOTS + i);
      }
    }

    @Actor
    public void owner() {
      for (Task task : more) {
        ring.put(task);
      }
    }

    @Actor
    public void thief() {
      stolen = thief.stealFrom(ring, null);
    }

    @Arbiter
    public void count(L_Result r) {
      String shown = global.size() == 0 ? "ring" : "overflow";
      Tally tally = new Tally(RunQueue.SLOTS + MORE).add(stolen).drain(ring).drain(thief);
      r.r1 = tally.drain(global, thief).orElse(shown);
    }
  }

  /** What the owner wrote into the task, plainly, before it put it. */
  @JCStressTest
  @Outcome(id = "seen", expect = ACCEPTABLE, desc = "Stolen, with what was written.")
  @Outcome(id = "late", expect = ACCEPTABLE, desc = "Not stolen.")
  @Outcome(expect = FORBIDDEN, desc = "Stolen before it was whole, lost or doubled.")
  @State
  public static class Publication {
    private final RunQueue ring = new RunQueue(global());
    private final RunQueue thief = new RunQueue(global());
    private final Marked task = new Marked(0);
    private Marked stolen;
    private int read;

    @Actor
    public void owner() {
      task.written = 1;
      ring.put(task);
    }

    @Actor
    public void thief() {
      stolen = (Marked) thief.stealFrom(ring, null);
      read = stolen == null ? 1 : stolen.written;
    }

    @Arbiter
    public void count(L_Result r) {
      String shown = stolen == null ? "late" : read == 1 ? "seen" : "stale";
      r.r1 = new Tally(1).add(stolen).drain(ring).drain(thief).orElse(shown);
    }
  }
}
