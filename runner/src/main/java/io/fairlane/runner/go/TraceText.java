package io.fairlane.runner.go;

import io.fairlane.runner.go.GoTrace.Transition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what {@code go tool trace -d=parsed} prints, line by line: an event each, stacks below.
 *
 * <pre>
 *   M=7 P=1 G=38 StateTransition Time=14117711150400 GoID=41 Waiting->Runnable Reason=""
 *   TransitionStack=             (of goroutine 41; only if it is told)
 *   	main.(*run).consume @ 0x4b0952
 *   		workload/consumer.go:98
 *   Stack=                       (of goroutine 38)
 *   	runtime.chansend1 @ 0x...
 * </pre>
 */
final class TraceText {
  private static final Pattern EVENT =
      Pattern.compile("^M=(-?\\d+) P=(-?\\d+) G=(-?\\d+) (\\w+) Time=(\\d+)\\b(.*)");

  /** Their order has changed between versions of Go. */
  private static final Pattern CHANGE = Pattern.compile("\\b(GoID|ProcID)=(\\d+) (\\w+)->(\\w+)");

  private static final Pattern REASON = Pattern.compile("\\bReason=\"([^\"]*)\"");
  private static final Pattern MARK =
      Pattern.compile("\\bCategory=\"(clock|end)\" Message=\"(\\d+)\"");

  /** A goroutine is what its outermost function of ours is. */
  private static final Map<String, String> ROLES =
      Map.of(
          "main.(*crowd).background", "background",
          "main.(*run).produce", "producer",
          "main.(*run).producePaced", "producer",
          "main.(*run).consume", "consumer",
          "main.(*run).parent", "parent",
          "main.main", "main");

  private final int limit;
  private final List<Transition> transitions = new ArrayList<>();
  private final Map<Long, String> roles = new HashMap<>();

  /** Whose stack the lines below are. */
  private long stackOf = GoTrace.NONE;

  private long changing = GoTrace.NONE;
  private long acting = GoTrace.NONE;

  private boolean began;
  private Long origin;
  private long from;
  private Long end;

  /**
   * @param limit most transitions to keep
   */
  TraceText(int limit) {
    this.limit = limit;
  }

  /** True once there is no need for more lines. */
  boolean full() {
    return transitions.size() >= limit;
  }

  /** True if any line was one of a trace. */
  boolean began() {
    return began;
  }

  void line(String line) {
    Matcher event = EVENT.matcher(line);
    if (event.find()) {
      began = true;
      event(event);
    } else if (line.equals("TransitionStack=")) {
      stackOf = changing;
    } else if (line.equals("Stack=")) {
      stackOf = acting;
    } else if (stackOf != GoTrace.NONE && line.startsWith("\t") && !line.startsWith("\t\t")) {
      frame(line.strip().split(" ")[0]);
    }
  }

  /** Frames come innermost first: the last known one stays. */
  private void frame(String function) {
    String role = ROLES.get(function);
    if (role != null) {
      roles.put(stackOf, role);
    } else if (function.startsWith("runtime")) {
      roles.putIfAbsent(stackOf, "runtime");
    }
  }

  private void event(Matcher event) {
    acting = Long.parseLong(event.group(3));
    changing = GoTrace.NONE;
    stackOf = GoTrace.NONE;
    long at = Long.parseLong(event.group(5));
    String rest = event.group(6);
    if (event.group(4).equals("StateTransition")) {
      transition(event, at, rest);
    } else if (event.group(4).equals("Log")) {
      mark(at, rest);
    }
  }

  private void transition(Matcher event, long at, String rest) {
    Matcher change = CHANGE.matcher(rest);
    if (!change.find()) {
      return;
    }
    boolean processor = change.group(1).equals("ProcID");
    long id = Long.parseLong(change.group(2));
    changing = processor ? GoTrace.NONE : id;
    Matcher reason = REASON.matcher(rest);
    transitions.add(
        new Transition(
            at,
            processor,
            id,
            change.group(3),
            change.group(4),
            reason.find() ? reason.group(1) : "",
            acting,
            Long.parseLong(event.group(1)),
            Long.parseLong(event.group(2))));
  }

  /** The program notes what its clock shows. */
  private void mark(long at, String rest) {
    Matcher mark = MARK.matcher(rest);
    if (mark.find()) {
      long shown = Long.parseLong(mark.group(2));
      if (mark.group(1).equals("clock")) {
        origin = at - shown;
        from = shown;
      } else {
        end = shown;
      }
    }
  }

  /**
   * @param fromNs where the window was to begin: the mark comes a little later
   * @return null if the trace has no mark of the clock: the window was never opened
   */
  GoTrace trace(long fromNs) {
    if (origin == null) {
      return full() ? GoTrace.cutBefore(fromNs) : null;
    }
    long last = transitions.isEmpty() ? 0 : transitions.getLast().atNs() - origin;
    return new GoTrace(
        transitions.stream().map(this::onTheClock).toList(),
        Map.copyOf(roles),
        fromNs == 0 ? 0 : from,
        end == null ? last : end,
        full());
  }

  private Transition onTheClock(Transition t) {
    return new Transition(
        t.atNs() - origin,
        t.processor(),
        t.id(),
        t.from(),
        t.to(),
        t.reason(),
        t.g(),
        t.m(),
        t.p());
  }
}
