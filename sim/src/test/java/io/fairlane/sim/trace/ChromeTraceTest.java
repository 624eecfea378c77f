package io.fairlane.sim.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlane.experiment.Arm;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a reader of the format relies on holds in files of several arms. */
class ChromeTraceTest {
  private record Slice(String name, BigDecimal from, BigDecimal to) {
    boolean holds(BigDecimal at) {
      return from.compareTo(at) <= 0 && at.compareTo(to) <= 0;
    }
  }

  @TempDir static Path folder;
  private static JsonNode file;
  private static final List<JsonNode> EVENTS = new ArrayList<>();

  @BeforeAll
  static void write() {
    Path path = folder.resolve("trace.json");
    try (ChromeTrace trace = new ChromeTrace(path, Map.of("seed", "7"))) {
      trace.add(Traced.small(Arm.FAIR, 0, 40, TracedRun.LIMIT));
      trace.add(Traced.idling(Arm.FAIR, 0, 2));
      trace.add(Traced.idling(Arm.LOCKED, 0, 2));
      trace.add(Traced.idling(Arm.DEDICATED, 0, 2));
    }
    file = new JsonMapper().readTree(path);
    file.get("traceEvents").forEach(EVENTS::add);
  }

  private static List<JsonNode> phase(String phase) {
    return EVENTS.stream().filter(event -> event.get("ph").asString().equals(phase)).toList();
  }

  private static String track(JsonNode event) {
    return event.get("pid") + "/" + event.get("tid");
  }

  private static BigDecimal at(JsonNode event) {
    return event.get("ts").decimalValue();
  }

  private static Map<String, List<Slice>> slices() {
    Map<String, List<Slice>> slices = new HashMap<>();
    for (JsonNode x : phase("X")) {
      slices
          .computeIfAbsent(track(x), none -> new ArrayList<>())
          .add(new Slice(x.get("name").asString(), at(x), at(x).add(x.get("dur").decimalValue())));
    }
    return slices;
  }

  @Test
  void isTheObjectFormatWithAProcessForEachSchedule() {
    assertThat(file.get("displayTimeUnit").asString()).isEqualTo("ns");
    assertThat(file.at("/otherData/seed").asString()).isEqualTo("7");
    assertThat(
            phase("M").stream()
                .filter(m -> m.get("name").asString().equals("process_name"))
                .map(m -> m.get("pid") + " " + m.at("/args/name").asString()))
        .containsExactly("1 fair", "2 fair", "3 locked", "4 dedicated");
  }

  @Test
  void everyTrackHasANameAndAPlace() {
    Set<String> named = new HashSet<>();
    Set<String> placed = new HashSet<>();
    Set<String> names = new TreeSet<>();
    for (JsonNode m : phase("M")) {
      if (m.get("name").asString().equals("thread_name")) {
        named.add(track(m));
        names.add(m.get("pid") + " " + m.at("/args/name").asString());
      } else if (m.get("name").asString().equals("thread_sort_index")) {
        placed.add(track(m));
      }
    }
    assertThat(named).isEqualTo(placed).containsAll(slices().keySet());
    assertThat(names).contains("1 P0", "1 P1", "1 M0", "1 M1", "3 P0", "3 M2");
    assertThat(names).contains("4 consumer's own thread").doesNotContain("4 P1");
  }

  @Test
  void timesNeverGoBackOnATrack() {
    Map<String, BigDecimal> last = new HashMap<>();
    for (JsonNode event : EVENTS) {
      if (!event.get("ph").asString().equals("M")) {
        BigDecimal before = last.put(track(event), at(event));
        assertThat(before == null || before.compareTo(at(event)) <= 0).as("%s", event).isTrue();
      }
    }
    assertThat(last).hasSizeGreaterThan(10);
  }

  @Test
  void slicesNest() {
    int inner = 0;
    for (Map.Entry<String, List<Slice>> track : slices().entrySet()) {
      Deque<Slice> open = new ArrayDeque<>();
      for (Slice slice : track.getValue()) {
        while (!open.isEmpty() && open.peek().to.compareTo(slice.from) <= 0) {
          open.pop();
        }
        if (!open.isEmpty()) {
          inner++;
          assertThat(slice.to)
              .as("%s: %s", track.getKey(), slice)
              .isLessThanOrEqualTo(open.peek().to);
        }
        open.push(slice);
      }
    }
    assertThat(inner).isGreaterThan(1_000);
  }

  @Test
  void turnsOnAPLieInTicks() {
    List<Slice> p0 = slices().get("1/1");
    assertThat(p0.getFirst().name).startsWith("tick ");
    assertThat(p0.get(1).name).doesNotStartWith("tick ").contains("#");
  }

  @Test
  void eachFlowHasTwoEndsInOrderThatLieInSlices() {
    Map<Long, JsonNode> starts = new HashMap<>();
    Map<String, List<Slice>> slices = slices();
    phase("s").forEach(s -> assertThat(starts.put(s.get("id").asLong(), s)).isNull());
    Set<String> kinds = new TreeSet<>();
    for (JsonNode f : phase("f")) {
      JsonNode s = starts.remove(f.get("id").asLong());
      assertThat(s).as("start of %s", f).isNotNull();
      assertThat(at(s)).isLessThanOrEqualTo(at(f));
      assertThat(s.get("pid")).isEqualTo(f.get("pid"));
      assertThat(s.get("cat")).isEqualTo(f.get("cat"));
      assertThat(f.get("bp").asString()).isEqualTo("e");
      assertThat(slices.get(track(s))).anyMatch(slice -> slice.holds(at(s)));
      assertThat(slices.get(track(f))).anyMatch(slice -> slice.holds(at(f)));
      kinds.add(s.get("name").asString());
    }
    assertThat(starts).as("starts without an end").isEmpty();
    assertThat(kinds).containsExactly("steal", "wake-up");
  }

  @Test
  void queueLengthsAreCounters() {
    assertThat(phase("C").stream().map(c -> c.get("pid") + " " + c.get("name").asString()))
        .contains("1 global queue", "1 ring of P0", "1 ring of P1", "1 idle Ps", "2 idle Ps");
    assertThat(phase("C")).allMatch(c -> c.get("args").size() == 1);
    assertThat(
            phase("C").stream()
                .filter(c -> c.get("pid").asInt() == 1)
                .filter(c -> c.get("name").asString().equals("global queue"))
                .mapToLong(c -> c.at("/args/Gs").asLong())
                .max()
                .orElse(0))
        .isBetween(1L, 65L);
  }
}
