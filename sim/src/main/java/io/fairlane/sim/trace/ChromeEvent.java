package io.fairlane.sim.trace;

import java.util.Comparator;
import java.util.Map;

/**
 * One event of the Chrome trace format. Times are whole nanoseconds, both ends of a slice rounded
 * down, so that slices that nest in picoseconds still nest.
 *
 * @param phase X slice, s and f the ends of a flow, i instant, C counter, M metadata
 * @param durationNs of a slice
 * @param depth how deep a slice lies in its track, where time does not tell
 * @param flow number that the two ends of a flow share
 */
record ChromeEvent(
    char phase,
    String name,
    String category,
    int track,
    long atNs,
    long durationNs,
    int depth,
    long flow,
    Map<String, Object> arguments) {

  /** As a reader wants them: by time, outer slices before inner, slices before what they hold. */
  static final Comparator<ChromeEvent> ORDER =
      Comparator.comparingLong(ChromeEvent::atNs)
          .thenComparingInt(event -> event.phase == 'X' ? 0 : event.phase == 'C' ? 2 : 1)
          .thenComparing(Comparator.comparingLong(ChromeEvent::durationNs).reversed())
          .thenComparingInt(ChromeEvent::depth);

  static ChromeEvent slice(
      String name, int track, long from, long to, int depth, Map<String, Object> arguments) {
    long at = ns(from);
    return new ChromeEvent('X', name, "sched", track, at, ns(to) - at, depth, 0, arguments);
  }

  static ChromeEvent instant(String name, int track, long at) {
    return new ChromeEvent('i', name, "sched", track, ns(at), 0, 0, 0, Map.of());
  }

  static ChromeEvent flowEnd(char phase, String name, long flow, int track, long at) {
    return new ChromeEvent(phase, name, name, track, ns(at), 0, 0, flow, Map.of());
  }

  static ChromeEvent counter(String name, String unit, long at, long value) {
    return new ChromeEvent('C', name, "queue", 0, ns(at), 0, 0, 0, Map.of(unit, value));
  }

  static ChromeEvent metadata(String name, int track, Map<String, Object> arguments) {
    return new ChromeEvent('M', name, "__metadata", track, 0, 0, 0, 0, arguments);
  }

  static long ns(long ps) {
    return Math.floorDiv(ps, 1_000);
  }
}
