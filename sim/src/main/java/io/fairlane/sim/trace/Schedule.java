package io.fairlane.sim.trace;

import io.fairlane.sim.gpm.Observer.Stop;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What happened on the Ps in a window, as data. All times are picoseconds of the consumer's clock;
 * intervals may begin before the window or end after it ({@code OPEN}), writers clip them.
 *
 * @param title whose schedule it is, for example {@code go fair}
 * @param processors number of Ps
 * @param lane the consumer runs on a thread of its own, outside the Ps
 * @param full the limit was reached: the window was cut off at its {@code toPs}
 */
public record Schedule(
    String title,
    Window window,
    int processors,
    boolean lane,
    boolean full,
    List<Turn> turns,
    List<Hold> holds,
    List<Gap> gaps,
    List<Readied> readied,
    List<Wake> wakes,
    List<Steal> steals,
    List<Request> requests,
    List<Sample> samples) {

  /** End of an interval that had not ended when the recording did. */
  public static final long OPEN = Long.MAX_VALUE;

  /** In place of a P or thread: the waker was outside. */
  public static final int NO_P = -1;

  /** In place of a turn's tick: not told, as by Go's traces. */
  public static final long NO_TICK = -1;

  /** A G by its number, with its program's name as its role. */
  public record Who(long g, String role) {
    @Override
    public String toString() {
      return role + "#" + g;
    }
  }

  /**
   * A G on a P from {@code execute} until it gave the P up.
   *
   * @param tick the P's schedtick, or {@code NO_TICK}
   * @param why null if the turn is {@code OPEN}
   * @param waitsFor what it parked in, by the names of Go's execution traces; null if it did not
   * @param received messages taken in this turn
   */
  public record Turn(
      int p,
      int thread,
      Who who,
      long tick,
      boolean inherited,
      long from,
      long to,
      Stop why,
      String waitsFor,
      long received) {}

  /** A P on a thread. */
  public record Hold(int p, int thread, long from, long to) {}

  /** A P without a running thread: idle, or on its way to a thread that is being woken. */
  public record Gap(int p, boolean idle, long from, long to) {}

  /**
   * A G became runnable; {@code by} is null from outside.
   *
   * @param created it came into being, and did not wait before
   */
  public record Readied(long at, Who who, Who by, int p, int thread, boolean created) {}

  /** A readied G ran. */
  public record Wake(Who who, int fromP, long readiedAt, int toP, long executedAt) {}

  /** Gs changed their P; the thief ran one at {@code executedAt}, {@code OPEN} if not yet. */
  public record Steal(
      int thief, int victim, int taken, boolean runnext, long at, long executedAt) {}

  /** sysmon asked a P to yield; {@code named} is null if the request was lost. */
  public record Request(long at, int p, Who named) {}

  /** Lengths at one instant. {@code received} counts from the start of the process. */
  public record Sample(
      long at,
      long global,
      List<Integer> rings,
      long buffered,
      long received,
      int idleProcessors,
      int spinningThreads) {}

  /** One time slice of a P: the turns that share a schedtick. */
  record Tick(long number, long from, long to) {}

  /** The ticks of a P in order of time. */
  List<Tick> ticks(int p) {
    List<Turn> own =
        turns.stream()
            .filter(turn -> turn.p() == p && turn.tick() != NO_TICK)
            .sorted(Comparator.comparingLong(Turn::from).thenComparingLong(Turn::to))
            .toList();
    List<Tick> ticks = new ArrayList<>();
    for (Turn turn : own) {
      Tick last = ticks.isEmpty() ? null : ticks.getLast();
      if (last != null && last.number() == turn.tick()) {
        ticks.set(ticks.size() - 1, new Tick(turn.tick(), last.from(), turn.to()));
      } else {
        ticks.add(new Tick(turn.tick(), turn.from(), turn.to()));
      }
    }
    return ticks;
  }

  /** Messages received from the first sample of the window to the last. */
  public long received() {
    return samples.isEmpty() ? 0 : samples.getLast().received() - samples.getFirst().received();
  }

  /** How long Gs of a role ran in the window (ps). */
  public long ran(String role) {
    return turns.stream()
        .filter(turn -> turn.who().role().equals(role))
        .mapToLong(turn -> clip(turn.to()) - clip(turn.from()))
        .sum();
  }

  long clip(long at) {
    return Math.clamp(at, window.fromPs(), window.toPs());
  }
}
