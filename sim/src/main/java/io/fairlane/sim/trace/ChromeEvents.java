package io.fairlane.sim.trace;

import io.fairlane.sim.gpm.Observer.Stop;
import io.fairlane.sim.program.Workload;
import io.fairlane.sim.trace.Schedule.Gap;
import io.fairlane.sim.trace.Schedule.Hold;
import io.fairlane.sim.trace.Schedule.Request;
import io.fairlane.sim.trace.Schedule.Sample;
import io.fairlane.sim.trace.Schedule.Steal;
import io.fairlane.sim.trace.Schedule.Turn;
import io.fairlane.sim.trace.Schedule.Wake;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * A schedule as Chrome trace events. A P's track holds its ticks with the turns of Gs in them, and
 * its ways from thread to thread; an M's track holds the Ps it has with the same turns in them.
 * Flows go from the slice of the waker or the robbed to the slice of the woken or stolen.
 */
final class ChromeEvents {
  private static final int FIRST_P = 1;
  private static final int OUTSIDE = 100_000;
  private static final int FIRST_M = 100_001;
  private static final String WAKE = "wake-up";
  private static final String STEAL = "steal";

  private final Schedule schedule;
  private final List<ChromeEvent> events = new ArrayList<>();

  /** Outermost slices of each track, from and to in ns: what a flow can hold on to. */
  private final Map<Integer, TreeMap<Long, Long>> slices = new LinkedHashMap<>();

  private long flows;

  private ChromeEvents(Schedule schedule, long flows) {
    this.schedule = schedule;
    this.flows = flows;
  }

  /**
   * @param flows number of flows already used in the file
   * @return metadata first, then by time
   */
  static List<ChromeEvent> of(Schedule schedule, long flows) {
    ChromeEvents all = new ChromeEvents(schedule, flows);
    all.outside();
    all.ticks();
    all.turns();
    all.holdsAndGaps();
    all.flows();
    all.instants();
    all.counters();
    all.events.sort(ChromeEvent.ORDER);
    List<ChromeEvent> named = all.names();
    named.addAll(all.events);
    return named;
  }

  private void slice(
      String name, int track, long from, long to, int depth, Map<String, Object> arguments) {
    long start = schedule.clip(from);
    ChromeEvent slice = ChromeEvent.slice(name, track, start, schedule.clip(to), depth, arguments);
    events.add(slice);
    if (depth == 0) {
      slices
          .computeIfAbsent(track, none -> new TreeMap<>())
          .merge(slice.atNs(), slice.atNs() + slice.durationNs(), Math::max);
    }
  }

  private void outside() {
    if (schedule.lane()) {
      Window window = schedule.window();
      slice("consumer polls", OUTSIDE, window.fromPs(), window.toPs(), 0, Map.of());
    }
  }

  private void ticks() {
    for (int p = 0; p < schedule.processors(); p++) {
      for (Schedule.Tick tick : schedule.ticks(p)) {
        slice("tick " + tick.number(), FIRST_P + p, tick.from(), tick.to(), 0, Map.of());
      }
    }
  }

  private void turns() {
    for (Turn turn : schedule.turns()) {
      Map<String, Object> arguments = new LinkedHashMap<>();
      arguments.put("thread", "M" + turn.thread());
      boolean ticks = turn.tick() != Schedule.NO_TICK;
      if (ticks) {
        arguments.put("tick", turn.tick());
        arguments.put("inherited", turn.inherited());
      }
      if (turn.received() > 0) {
        arguments.put("received", turn.received());
      }
      if (turn.why() != null) {
        arguments.put("ended", ended(turn));
      }
      String name = turn.who().toString();
      slice(name, FIRST_P + turn.p(), turn.from(), turn.to(), ticks ? 1 : 0, arguments);
      slice(name, FIRST_M + turn.thread(), turn.from(), turn.to(), 1, arguments);
    }
  }

  private static String ended(Turn turn) {
    String how = turn.why().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    return turn.waitsFor() == null ? how : how + ": " + turn.waitsFor();
  }

  private void holdsAndGaps() {
    for (Hold hold : schedule.holds()) {
      slice("P" + hold.p(), FIRST_M + hold.thread(), hold.from(), hold.to(), 0, Map.of());
    }
    for (Gap gap : schedule.gaps()) {
      if (!gap.idle()) {
        slice("in transit", FIRST_P + gap.p(), gap.from(), gap.to(), 0, Map.of());
      }
    }
  }

  private void flows() {
    for (Wake wake : schedule.wakes()) {
      int from = wake.fromP() == Schedule.NO_P ? OUTSIDE : FIRST_P + wake.fromP();
      flow(WAKE, from, wake.readiedAt(), FIRST_P + wake.toP(), wake.executedAt());
    }
    for (Steal steal : schedule.steals()) {
      if (steal.executedAt() <= schedule.window().toPs()) {
        int victim = FIRST_P + steal.victim();
        flow(STEAL, victim, steal.at(), FIRST_P + steal.thief(), steal.executedAt());
      }
    }
  }

  private void flow(String name, int fromTrack, long from, int toTrack, long to) {
    if (to > schedule.window().toPs()) {
      return;
    }
    flows++;
    bind(name, fromTrack, from);
    events.add(ChromeEvent.flowEnd('s', name, flows, fromTrack, from));
    bind(name, toTrack, to);
    events.add(ChromeEvent.flowEnd('f', name, flows, toTrack, to));
  }

  /** A flow needs a slice to hold on to: where there is none, an empty one is put. */
  private void bind(String name, int track, long at) {
    Map.Entry<Long, Long> slice =
        slices.computeIfAbsent(track, none -> new TreeMap<>()).floorEntry(ChromeEvent.ns(at));
    if (slice == null || slice.getValue() < ChromeEvent.ns(at)) {
      slice(name, track, at, at, 0, Map.of());
    }
  }

  private void instants() {
    for (Request request : schedule.requests()) {
      String what =
          request.named() == null ? "request lost" : "request to " + request.named().toString();
      events.add(ChromeEvent.instant(what, FIRST_P + request.p(), request.at()));
    }
    for (Turn turn : schedule.turns()) {
      if (turn.why() == Stop.PREEMPTED && turn.to() <= schedule.window().toPs()) {
        events.add(ChromeEvent.instant(turn.who() + " preempted", FIRST_P + turn.p(), turn.to()));
      }
    }
  }

  private void counters() {
    counter("global queue", "Gs", Sample::global);
    for (int p = 0; p < schedule.processors(); p++) {
      int number = p;
      counter("ring of P" + p, "Gs", sample -> sample.rings().get(number));
    }
    counter("channel buffer", "messages", Sample::buffered);
    counter("idle Ps", "Ps", Sample::idleProcessors);
    counter("spinning Ms", "Ms", Sample::spinningThreads);
  }

  /** Steps only where the value changes, and the last one, so that the line has an end. */
  private void counter(String name, String unit, ToLongFunction<Sample> value) {
    Sample shown = null;
    for (Sample sample : schedule.samples()) {
      boolean last = sample == schedule.samples().getLast();
      if (shown == null || last || value.applyAsLong(shown) != value.applyAsLong(sample)) {
        events.add(ChromeEvent.counter(name, unit, sample.at(), value.applyAsLong(sample)));
        shown = sample;
      }
    }
  }

  private List<ChromeEvent> names() {
    List<ChromeEvent> names = new ArrayList<>();
    names.add(ChromeEvent.metadata("process_name", 0, Map.of("name", schedule.title())));
    TreeSet<Integer> tracks =
        events.stream()
            .filter(event -> event.phase() != 'C')
            .map(ChromeEvent::track)
            .collect(Collectors.toCollection(TreeSet::new));
    for (int p = 0; p < schedule.processors(); p++) {
      tracks.add(FIRST_P + p);
    }
    for (int track : tracks) {
      names.add(ChromeEvent.metadata("thread_name", track, Map.of("name", name(track))));
      names.add(ChromeEvent.metadata("thread_sort_index", track, Map.of("sort_index", track)));
    }
    return names;
  }

  private String name(int track) {
    if (track == OUTSIDE) {
      return schedule.lane() ? Workload.CONSUMER + "'s own thread" : "outside";
    }
    return track < OUTSIDE ? "P" + (track - FIRST_P) : "M" + (track - FIRST_M);
  }
}
