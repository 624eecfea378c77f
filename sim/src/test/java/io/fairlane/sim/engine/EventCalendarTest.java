package io.fairlane.sim.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EventCalendarTest {
  private static final int MOST_SLOTS = 40;

  private enum Kind {
    SCHEDULE,
    CANCEL,
    POLL,
    /** The hold operation: the next event's slot is scheduled again without a poll. */
    REPLACE
  }

  record Command(Kind kind, int slot, long time) {}

  /** Few different times, so that ties are common, and the ends of the range of a long. */
  @Provide
  Arbitrary<List<Command>> commands() {
    return Combinators.combine(
            Arbitraries.of(Kind.class),
            Arbitraries.integers().between(0, MOST_SLOTS - 1),
            Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.longs().between(0, 30)),
                Tuple.of(1, Arbitraries.longs().between(0, EventCalendar.NEVER)),
                Tuple.of(1, Arbitraries.of(EventCalendar.NEVER - 1, EventCalendar.NEVER))))
        .as(Command::new)
        .list()
        .ofMaxSize(300);
  }

  /** Schedule, reschedule, cancel, poll and replace in any order, against a sorted map. */
  @Property(tries = 500)
  void behavesAsASortedMapOfSlots(
      @ForAll @IntRange(min = 1, max = MOST_SLOTS) int slots,
      @ForAll("commands") List<Command> commands) {
    EventCalendar calendar = new EventCalendar(slots);
    Map<Integer, Long> oracle = new HashMap<>();
    for (Command command : commands) {
      int slot = command.slot % slots;
      switch (command.kind) {
        case SCHEDULE -> {
          calendar.schedule(slot, command.time);
          put(oracle, slot, command.time);
        }
        case CANCEL -> {
          calendar.cancel(slot);
          oracle.remove(slot);
        }
        case POLL -> {
          if (!oracle.isEmpty()) {
            oracle.remove(calendar.poll());
          }
        }
        case REPLACE -> {
          if (!oracle.isEmpty()) {
            int next = calendar.nextSlot();
            calendar.schedule(next, command.time);
            put(oracle, next, command.time);
          }
        }
      }
      assertSameNext(calendar, oracle);
    }
    for (int slot : inOrder(oracle)) {
      assertThat(calendar.poll()).isEqualTo(slot);
    }
    assertThat(calendar.isEmpty()).isTrue();
  }

  private static void put(Map<Integer, Long> oracle, int slot, long time) {
    if (time == EventCalendar.NEVER) {
      oracle.remove(slot);
    } else {
      oracle.put(slot, time);
    }
  }

  private static void assertSameNext(EventCalendar calendar, Map<Integer, Long> oracle) {
    assertThat(calendar.size()).isEqualTo(oracle.size());
    assertThat(calendar.isEmpty()).isEqualTo(oracle.isEmpty());
    if (oracle.isEmpty()) {
      assertThat(calendar.nextTime()).isEqualTo(EventCalendar.NEVER);
    } else {
      int next = inOrder(oracle).getFirst();
      assertThat(calendar.nextSlot()).isEqualTo(next);
      assertThat(calendar.nextTime()).isEqualTo(oracle.get(next));
    }
  }

  private static List<Integer> inOrder(Map<Integer, Long> oracle) {
    return oracle.entrySet().stream()
        .sorted(
            Map.Entry.<Integer, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .toList();
  }

  @Test
  void tiesComeOutBySlotWhateverTheOrderOfScheduling() {
    EventCalendar calendar = new EventCalendar(3);
    calendar.schedule(2, 5);
    calendar.schedule(0, 5);
    calendar.schedule(1, 5);
    calendar.schedule(0, 5);
    assertThat(List.of(calendar.poll(), calendar.poll(), calendar.poll()))
        .isSortedAccordingTo(Comparator.naturalOrder());
  }

  @Test
  void manySlotsComeOutInOrder() {
    int slots = 100_000;
    EventCalendar calendar = new EventCalendar(slots);
    RandomStream random = new RandomStream(1, 1);
    long[] times = new long[slots];
    for (int slot = 0; slot < slots; slot++) {
      times[slot] = random.below(slots);
      calendar.schedule(slot, times[slot]);
    }
    int[] expected =
        IntStream.range(0, slots)
            .boxed()
            .sorted(Comparator.comparingLong(slot -> times[slot]))
            .mapToInt(Integer::intValue)
            .toArray();
    assertThat(IntStream.range(0, slots).map(i -> calendar.poll()).toArray()).isEqualTo(expected);
  }
}
