package io.fairlane.analysis.cli;

import io.fairlane.runner.go.GoTrace;
import io.fairlane.runner.go.GoTrace.Transition;
import io.fairlane.sim.gpm.Observer.Stop;
import io.fairlane.sim.trace.Schedule;
import io.fairlane.sim.trace.Schedule.Gap;
import io.fairlane.sim.trace.Schedule.Hold;
import io.fairlane.sim.trace.Schedule.Readied;
import io.fairlane.sim.trace.Schedule.Turn;
import io.fairlane.sim.trace.Schedule.Wake;
import io.fairlane.sim.trace.Schedule.Who;
import io.fairlane.sim.trace.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What real Go did, in the form in which the model's schedules are written down: so both go through
 * the same writers, and one query runs on both. Go's traces tell no ticks, thefts, requests of
 * sysmon or lengths of queues.
 */
final class GoSchedule {
  private static final long PS_PER_NS = 1_000;

  /** Somebody whose functions were never seen. */
  private static final String UNKNOWN = "unknown";

  private static final String RUNNING = "Running";
  private static final String RUNNABLE = "Runnable";
  private static final String UNDETERMINED = "Undetermined";

  /** What was begun and has not ended: a turn of a G, or what a P does. */
  private record Begun(long at, int p, int thread, boolean running) {}

  private final GoTrace trace;
  private final Window window;
  private final Map<Long, Begun> turning = new HashMap<>();
  private final Map<Long, Begun> processors = new HashMap<>();
  private final Map<Long, Readied> waking = new HashMap<>();
  private final List<Turn> turns = new ArrayList<>();
  private final List<Hold> holds = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();
  private final List<Readied> readied = new ArrayList<>();
  private final List<Wake> wakes = new ArrayList<>();

  private GoSchedule(GoTrace trace, Window window) {
    this.trace = trace;
    this.window = window;
  }

  /**
   * @param title whose schedule it is
   * @param count number of Ps
   */
  static Schedule of(GoTrace trace, String title, int count) {
    Window all =
        new Window(
            trace.fromNs() * PS_PER_NS, Math.max(trace.fromNs() + 1, trace.toNs()) * PS_PER_NS);
    return of(trace, title, count, all);
  }

  /** The same, of a part of the traced window. */
  static Schedule of(GoTrace trace, String title, int count, Window part) {
    return new GoSchedule(trace, part).schedule(title, count);
  }

  private Schedule schedule(String title, int count) {
    for (Transition t : trace.transitions()) {
      if (t.processor()) {
        processor(t);
      } else {
        goroutine(t);
      }
    }
    turning.forEach((g, turn) -> endTurn(g, turn, Schedule.OPEN, null, null));
    processors.forEach((p, state) -> endState(p, state, Schedule.OPEN));
    return new Schedule(
        title,
        window,
        count,
        false,
        trace.full(),
        turns,
        holds,
        gaps,
        readied,
        wakes,
        List.of(),
        List.of(),
        List.of());
  }

  private void goroutine(Transition t) {
    long at = t.atNs() * PS_PER_NS;
    Begun turn = turning.remove(t.id());
    if (turn != null) {
      boolean parked = stop(t) == Stop.PARKED;
      endTurn(t.id(), turn, at, stop(t), parked ? t.reason() : null);
    }
    if (t.to().equals(RUNNING)) {
      // Who runs when the trace begins has run before.
      long since = t.from().equals(UNDETERMINED) ? Math.min(at, window.fromPs() - 1) : at;
      turning.put(t.id(), new Begun(since, (int) t.p(), (int) t.m(), true));
      Readied ready = waking.remove(t.id());
      if (ready != null && inWindow(at)) {
        wakes.add(new Wake(ready.who(), ready.p(), ready.at(), (int) t.p(), at));
      }
    } else if (t.to().equals(RUNNABLE) && turn == null && !t.from().equals(UNDETERMINED)) {
      ready(t, at);
    }
  }

  private void ready(Transition t, long at) {
    if (!inWindow(at)) {
      return;
    }
    boolean created = t.from().equals("NotExist");
    Who by = t.g() == GoTrace.NONE ? null : who(t.g());
    Readied ready = new Readied(at, who(t.id()), by, (int) t.p(), (int) t.m(), created);
    readied.add(ready);
    if (!created) {
      waking.put(t.id(), ready);
    }
  }

  private void processor(Transition t) {
    long at = t.atNs() * PS_PER_NS;
    Begun before = processors.remove(t.id());
    if (before != null) {
      endState(t.id(), before, at);
    }
    long since = t.from().equals(UNDETERMINED) ? Math.min(at, window.fromPs() - 1) : at;
    processors.put(t.id(), new Begun(since, (int) t.id(), (int) t.m(), t.to().equals(RUNNING)));
  }

  private void endTurn(long g, Begun turn, long to, Stop why, String waitsFor) {
    if (touchesWindow(turn.at(), to)) {
      turns.add(
          new Turn(
              turn.p(),
              turn.thread(),
              who(g),
              Schedule.NO_TICK,
              false,
              turn.at(),
              to,
              why,
              waitsFor,
              0));
    }
  }

  private void endState(long p, Begun state, long to) {
    if (!touchesWindow(state.at(), to)) {
      return;
    }
    if (state.running()) {
      holds.add(new Hold((int) p, state.thread(), state.at(), to));
    } else {
      gaps.add(new Gap((int) p, true, state.at(), to));
    }
  }

  private static Stop stop(Transition t) {
    return switch (t.to()) {
      case RUNNABLE -> t.reason().equals("runtime.Gosched") ? Stop.YIELDED : Stop.PREEMPTED;
      case "Syscall" -> Stop.IN_SYSCALL;
      case "NotExist" -> Stop.EXITED;
      default ->
          switch (t.reason()) {
            case "sleep" -> Stop.SLEEPING;
            case "forever" -> Stop.BLOCKED;
            default -> Stop.PARKED;
          };
    };
  }

  private Who who(long g) {
    return new Who(g, trace.roles().getOrDefault(g, UNKNOWN));
  }

  private boolean inWindow(long at) {
    return at >= window.fromPs() && at <= window.toPs();
  }

  private boolean touchesWindow(long from, long to) {
    return to >= window.fromPs() && from < window.toPs();
  }
}
