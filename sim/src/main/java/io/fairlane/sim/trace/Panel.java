package io.fairlane.sim.trace;

import io.fairlane.sim.gpm.Observer.Stop;
import io.fairlane.sim.program.Workload;
import io.fairlane.sim.trace.Schedule.Gap;
import io.fairlane.sim.trace.Schedule.Sample;
import io.fairlane.sim.trace.Schedule.Tick;
import io.fairlane.sim.trace.Schedule.Turn;
import io.fairlane.sim.trace.Schedule.Wake;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One schedule of a {@link TimelineSvg}: a headline, its Ps, its threads, the channel's buffer. */
final class Panel {
  private static final double HEADLINES = 50;
  private static final double BETWEEN = 26;
  private static final double THREAD = 9;
  private static final double THREAD_PITCH = 14;
  private static final double BUFFER = 30;

  /** More arrows than this hide what they are to show. */
  private static final int MOST_ARROWS = 80;

  private static final int MOST_THREADS = 8;

  /** Time slices narrower than this have no bracket (px). */
  private static final double NARROWEST_TICK = 4;

  private static final long NEVER = Long.MAX_VALUE;

  private final Schedule schedule;
  private final TimeAxis axis;
  private final double top;
  private final long deepest;
  private final double laneHeight;
  private final double lanePitch;
  private final List<Integer> threads;
  private final List<Wake> wakes;
  private final List<Turn> preempted;

  Panel(Schedule schedule, TimeAxis axis, double top, long deepest) {
    this.schedule = schedule;
    this.axis = axis;
    this.top = top;
    this.deepest = deepest;
    // many Ps: narrow lanes without room for arrows
    laneHeight = schedule.processors() <= 4 ? 24 : 10;
    lanePitch = schedule.processors() <= 4 ? 56 : 14;
    threads =
        schedule.turns().stream()
            .map(Turn::thread)
            .distinct()
            .sorted()
            .limit(MOST_THREADS)
            .toList();
    wakes =
        schedule.wakes().stream()
            .filter(wake -> wake.who().role().equals(Workload.CONSUMER))
            .filter(wake -> wake.fromP() != Schedule.NO_P)
            .filter(wake -> wake.executedAt() <= schedule.window().toPs())
            .toList();
    preempted =
        schedule.turns().stream()
            .filter(turn -> turn.why() == Stop.PREEMPTED)
            .filter(turn -> turn.to() <= schedule.window().toPs())
            .toList();
  }

  /** False for a real run: nobody looked at its queues. */
  private boolean sampled() {
    return !schedule.samples().isEmpty();
  }

  /** Most messages that were in the buffer. */
  static long deepest(Schedule schedule) {
    return schedule.samples().stream().mapToLong(Sample::buffered).max().orElse(0);
  }

  String title() {
    return schedule.title();
  }

  /** The schedule in one line. */
  String finding() {
    Window window = schedule.window();
    double whole = (double) (window.toPs() - window.fromPs()) / Window.PS_PER_MS;
    String messages = sampled() ? "; %,d messages received".formatted(schedule.received()) : "";
    if (schedule.lane()) {
      return "the consumer polls on a thread of its own" + messages;
    }
    double ran = (double) schedule.ran(Workload.CONSUMER) / Window.PS_PER_MS;
    return "the consumer ran %s of %s ms".formatted(one(ran), one(whole))
        + messages
        + lastPreemption();
  }

  /** When the consumer was preempted for the last time in this window, and until when it waited. */
  private String lastPreemption() {
    List<Turn> consumer =
        schedule.turns().stream()
            .filter(turn -> turn.who().role().equals(Workload.CONSUMER))
            .toList();
    long last =
        preempted.stream().filter(consumer::contains).mapToLong(Turn::to).max().orElse(NEVER);
    if (last == NEVER) {
      return "";
    }
    long back =
        consumer.stream().mapToLong(Turn::from).filter(at -> at >= last).min().orElse(NEVER);
    double lastMs = (double) last / Window.PS_PER_MS;
    double waited = (double) (back - last) / Window.PS_PER_MS;
    return "; preempted at %s ms, ".formatted(one(lastMs))
        + (back == NEVER ? "not back in this window" : "back after %s ms".formatted(one(waited)));
  }

  private static String one(double ms) {
    return String.format(java.util.Locale.ROOT, "%.1f", ms);
  }

  Set<Bars.Role> roles() {
    Set<Bars.Role> roles = EnumSet.noneOf(Bars.Role.class);
    schedule.turns().forEach(turn -> roles.add(Bars.Role.of(turn)));
    schedule.gaps().forEach(gap -> roles.add(gap.idle() ? Bars.Role.IDLE : Bars.Role.TRANSIT));
    if (schedule.lane()) {
      roles.add(Bars.Role.CONSUMER);
    }
    return roles;
  }

  boolean drawsWakes() {
    return !wakes.isEmpty() && wakes.size() <= MOST_ARROWS && schedule.processors() <= 4;
  }

  boolean drawsPreemptions() {
    return !preempted.isEmpty();
  }

  /** True if some time slice is wide enough to be seen. */
  boolean drawsTicks() {
    return schedule.processors() <= 4
        && IntStream.range(0, schedule.processors())
            .mapToObj(schedule::ticks)
            .flatMap(List::stream)
            .anyMatch(this::isSeen);
  }

  private boolean isSeen(Tick tick) {
    return axis.at(tick.to()) - axis.at(tick.from()) >= NARROWEST_TICK;
  }

  /** A bracket below the lane for each time slice that is wide enough. */
  private void ticks(Svg svg, int p) {
    double y = laneY(p) + laneHeight + 7;
    StringBuilder brackets = new StringBuilder();
    for (Tick tick : schedule.ticks(p)) {
      if (isSeen(tick)) {
        double from = axis.at(tick.from()) + 1.5;
        double to = axis.at(tick.to()) - 1.5;
        brackets.append(bracket(from, to, y));
      }
    }
    svg.path("tl-slice", brackets.toString());
  }

  static String bracket(double from, double to, double y) {
    return "M%s %sv4H%sv-4".formatted(Svg.n(from), Svg.n(y - 4), Svg.n(to));
  }

  private double laneY(int p) {
    return top + HEADLINES + 18 + p * lanePitch;
  }

  private double threadsY() {
    return laneY(schedule.processors()) - (lanePitch - laneHeight) + 26;
  }

  private int threadLanes() {
    return threads.size() + (schedule.lane() ? 1 : 0);
  }

  private double bufferY() {
    return threadsY() + threadLanes() * THREAD_PITCH + 10;
  }

  double bottom() {
    return bufferY() + (sampled() ? BUFFER : 0) + BETWEEN;
  }

  void draw(Svg svg) {
    svg.text("tl-title", "start", 14, top + 22, schedule.title());
    svg.text("tl-halo", "start", axis.left(), top + 22, sentence());
    for (int p = 0; p < schedule.processors(); p++) {
      int number = p;
      lane(
          svg, "P" + p, laneY(p), laneHeight, turn -> turn.p() == number, gap -> gap.p() == number);
    }
    if (drawsTicks()) {
      for (int p = 0; p < schedule.processors(); p++) {
        ticks(svg, p);
      }
    }
    double y = threadsY();
    for (int thread : threads) {
      lane(svg, thread(thread), y, THREAD, turn -> turn.thread() == thread, gap -> false);
      y += THREAD_PITCH;
    }
    if (schedule.lane()) {
      svg.text("tl-soft", "end", axis.left() - 10, y + THREAD, "own thread");
      double width = axis.at(schedule.window().toPs()) - axis.left();
      svg.rect(Bars.Role.CONSUMER.style(), axis.left(), y, width, THREAD);
    }
    if (sampled()) {
      new BufferLevel(schedule.samples(), deepest, axis).draw(svg, bufferY(), BUFFER);
    }
    if (drawsWakes()) {
      for (Wake wake : wakes) {
        arrow(svg, wake);
      }
    }
    preempted.forEach(turn -> preemption(svg, turn));
  }

  private String sentence() {
    String text = finding();
    return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }

  private String thread(int thread) {
    boolean alone =
        schedule.turns().stream()
            .filter(turn -> turn.thread() == thread)
            .allMatch(turn -> turn.who().role().equals(Workload.CONSUMER));
    if (!alone) {
      return "M" + thread;
    }
    // threads of a real run have the kernel's numbers: there is room for one word with them
    return thread < 100 ? "M" + thread + " (consumer)" : "consumer " + thread;
  }

  private void lane(
      Svg svg, String name, double y, double height, Predicate<Turn> turns, Predicate<Gap> gaps) {
    String style = height < 20 ? "tl-soft" : "";
    svg.text(style, "end", axis.left() - 10, y + height / 2 + 4.5, name);
    svg.rect("tl-bed", axis.left(), y, axis.right() - axis.left(), height);
    Stream<Turn> own = schedule.turns().stream().filter(turns);
    Bars.of(own, schedule.gaps().stream().filter(gaps), axis).draw(svg, y, height);
  }

  private void arrow(Svg svg, Wake wake) {
    double from = laneY(wake.fromP());
    double to = laneY(wake.toP());
    double start = to > from ? from + laneHeight : from;
    double end = to < from ? to + laneHeight : to;
    Arrow.draw(svg, axis.at(wake.readiedAt()), start, axis.at(wake.executedAt()), end);
  }

  private void preemption(Svg svg, Turn turn) {
    double x = axis.at(turn.to());
    double below = laneY(turn.p()) + laneHeight;
    if (!turn.who().role().equals(Workload.CONSUMER)) {
      triangle(svg, x, below + 9);
      return;
    }
    svg.line("tl-cut", x, laneY(turn.p()) - 5, x, below + 9);
    triangle(svg, x, below + 9);
    if (schedule.processors() <= 4) {
      boolean room = x < axis.right() - 340;
      svg.text(
          "tl-mark tl-halo",
          room ? "start" : "end",
          room ? x + 8 : x - 8,
          below + 20,
          "consumer preempted"
              + (sampled() ? ": behind %,d others now".formatted(queuedAt(turn.to())) : ""));
    }
  }

  /** Length of the global queue at the first sample after that time. */
  private long queuedAt(long at) {
    return schedule.samples().stream()
        .filter(sample -> sample.at() >= at)
        .findFirst()
        .orElse(schedule.samples().getLast())
        .global();
  }

  /** A mark that points up to (x, y). */
  static void triangle(Svg svg, double x, double y) {
    svg.path(
        "tl-head",
        "M%s %sL%s %sL%s %sz"
            .formatted(
                Svg.n(x), Svg.n(y), Svg.n(x - 4.5), Svg.n(y + 8), Svg.n(x + 4.5), Svg.n(y + 8)));
  }
}
