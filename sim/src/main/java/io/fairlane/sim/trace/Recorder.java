package io.fairlane.sim.trace;

import io.fairlane.sim.gpm.G;
import io.fairlane.sim.gpm.Observer;
import io.fairlane.sim.gpm.P;
import io.fairlane.sim.program.Instruction;
import io.fairlane.sim.trace.Schedule.Gap;
import io.fairlane.sim.trace.Schedule.Hold;
import io.fairlane.sim.trace.Schedule.Readied;
import io.fairlane.sim.trace.Schedule.Request;
import io.fairlane.sim.trace.Schedule.Sample;
import io.fairlane.sim.trace.Schedule.Steal;
import io.fairlane.sim.trace.Schedule.Turn;
import io.fairlane.sim.trace.Schedule.Wake;
import io.fairlane.sim.trace.Schedule.Who;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Records a window of one simulation. Outside the window it only keeps track of who is where, so
 * that it can begin in the middle; inside it keeps everything until there are {@code limit} things.
 */
final class Recorder implements Observer {
  /** What a P is doing; all but the present is in the lists. */
  private static final class Seat {
    G g;
    long turnSince;
    long tick;
    boolean inherited;
    long received;

    boolean held;
    int thread;
    boolean idle = true;

    /** From when it is held, idle or in transit. */
    long since;

    /** Index of a theft whose prey has not run yet, or -1. */
    int theft = -1;
  }

  /** The consumer's first instruction, in time of the process (ps). */
  private final long origin;

  private final Window window;
  private final int limit;
  private final Seat[] seats;

  /** Gs readied in the window that have not run since; only looked up, never walked through. */
  private final Map<G, Readied> waking = new HashMap<>();

  /** Messages that senders gave to a G while it waited; it finds them in its next turn. */
  private final Map<G, Long> handed = new HashMap<>();

  private final List<Turn> turns = new ArrayList<>();
  private final List<Hold> holds = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();
  private final List<Readied> readied = new ArrayList<>();
  private final List<Wake> wakes = new ArrayList<>();
  private final List<Steal> steals = new ArrayList<>();
  private final List<Request> requests = new ArrayList<>();
  private final List<Sample> samples = new ArrayList<>();

  Recorder(long origin, Window window, int limit, int processors) {
    this.origin = origin;
    this.window = window;
    this.limit = limit;
    seats = new Seat[processors];
    for (int p = 0; p < processors; p++) {
      seats[p] = new Seat();
      seats[p].since = -origin;
    }
  }

  @Override
  public boolean wantsEveryTurn() {
    return true;
  }

  /** True if there is no room for more. */
  boolean isFull() {
    return size() >= limit;
  }

  private int size() {
    return turns.size()
        + holds.size()
        + gaps.size()
        + readied.size()
        + steals.size()
        + requests.size()
        + samples.size();
  }

  void sample(Sample sample) {
    samples.add(sample);
  }

  /**
   * What was recorded.
   *
   * @param until when the recording ended: at the window's end or before
   */
  Schedule finish(String title, boolean lane, long until) {
    for (int p = 0; p < seats.length; p++) {
      Seat seat = seats[p];
      if (seat.g != null && touchesWindow(seat.turnSince, Schedule.OPEN)) {
        turns.add(turn(p, seat, Schedule.OPEN, null));
      }
      endHoldOrGap(p, seat, Schedule.OPEN);
    }
    return new Schedule(
        title,
        new Window(window.fromPs(), Math.min(until, window.toPs())),
        seats.length,
        lane,
        isFull() && until < window.toPs(),
        turns,
        holds,
        gaps,
        readied,
        wakes,
        steals,
        requests,
        samples);
  }

  private boolean inWindow(long at) {
    return at >= window.fromPs() && at <= window.toPs();
  }

  private boolean touchesWindow(long from, long to) {
    return to >= window.fromPs() && from < window.toPs();
  }

  private static Who who(G g) {
    return g == null ? null : new Who(g.id(), g.program().name());
  }

  @Override
  public void created(long atPs, G g, G by, P p) {
    ready(atPs - origin, g, by, p, true);
  }

  @Override
  public void readied(long atPs, G g, G by, P p) {
    ready(atPs - origin, g, by, p, false);
  }

  private void ready(long at, G g, G by, P p, boolean created) {
    if (!inWindow(at)) {
      return;
    }
    int from = p == null ? Schedule.NO_P : p.id();
    int thread = p == null ? Schedule.NO_P : seats[from].thread;
    Readied ready = new Readied(at, who(g), who(by), from, thread, created);
    readied.add(ready);
    if (!created) {
      waking.put(g, ready);
    }
  }

  @Override
  public void executed(long atPs, G g, P p, int thread, long tick, boolean inherited) {
    long at = atPs - origin;
    Seat seat = seats[p.id()];
    seat.g = g;
    seat.turnSince = at;
    seat.tick = tick;
    seat.inherited = inherited;
    Long found = handed.remove(g);
    seat.received = found == null ? 0 : found;
    Readied ready = waking.remove(g);
    if (ready != null && inWindow(at)) {
      wakes.add(new Wake(ready.who(), ready.p(), ready.at(), p.id(), at));
    }
    if (seat.theft >= 0) {
      Steal theft = steals.get(seat.theft);
      steals.set(
          seat.theft,
          new Steal(theft.thief(), theft.victim(), theft.taken(), theft.runnext(), theft.at(), at));
      seat.theft = -1;
    }
  }

  @Override
  public void stopped(long atPs, G g, P p, Stop why) {
    long at = atPs - origin;
    Seat seat = seats[p.id()];
    if (touchesWindow(seat.turnSince, at)) {
      turns.add(turn(p.id(), seat, at, why));
    }
    seat.g = null;
  }

  private static Turn turn(int p, Seat seat, long to, Stop why) {
    return new Turn(
        p,
        seat.thread,
        who(seat.g),
        seat.tick,
        seat.inherited,
        seat.turnSince,
        to,
        why,
        why == Stop.PARKED ? waitsFor(seat.g.instruction()) : null,
        seat.received);
  }

  private static String waitsFor(Instruction in) {
    return switch (in.kind()) {
      case SEND -> "chan send";
      case RECEIVE -> "chan receive";
      default -> in.kind().name().toLowerCase(java.util.Locale.ROOT);
    };
  }

  @Override
  public void requested(long atPs, P p, G named) {
    if (inWindow(atPs - origin)) {
      requests.add(new Request(atPs - origin, p.id(), who(named)));
    }
  }

  @Override
  public void stolen(long atPs, P thief, P victim, int taken, boolean runnext) {
    if (inWindow(atPs - origin)) {
      seats[thief.id()].theft = steals.size();
      steals.add(new Steal(thief.id(), victim.id(), taken, runnext, atPs - origin, Schedule.OPEN));
    }
  }

  @Override
  public void acquired(long atPs, P p, int thread) {
    Seat seat = endHoldOrGap(p.id(), seats[p.id()], atPs - origin);
    seat.held = true;
    seat.thread = thread;
  }

  @Override
  public void released(long atPs, P p, int thread) {
    Seat seat = endHoldOrGap(p.id(), seats[p.id()], atPs - origin);
    seat.held = false;
    seat.idle = true;
  }

  @Override
  public void moving(long atPs, P p, int thread, long arrivesPs) {
    Seat seat = endHoldOrGap(p.id(), seats[p.id()], atPs - origin);
    seat.held = false;
    seat.idle = false;
  }

  private Seat endHoldOrGap(int p, Seat seat, long at) {
    if (at > seat.since && touchesWindow(seat.since, at)) {
      if (seat.held) {
        holds.add(new Hold(p, seat.thread, seat.since, at));
      } else {
        gaps.add(new Gap(p, seat.idle, seat.since, at));
      }
    }
    seat.since = at;
    return seat;
  }

  @Override
  public void received(long atPs, G receiver, G sender, long n) {
    if (receiver == null) {
      return;
    }
    for (Seat seat : seats) {
      if (seat.g == receiver) {
        seat.received += n;
        return;
      }
    }
    handed.merge(receiver, n, Long::sum);
  }
}
