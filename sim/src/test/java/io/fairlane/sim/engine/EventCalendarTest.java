package io.fairlane.sim.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class EventCalendarTest {
  record Command(int kind, int slot, long time) {}

  @Provide
  Arbitrary<List<Command>> commands() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 3),
            Arbitraries.integers().between(0, 19),
            Arbitraries.longs().between(0, 30))
        .as(Command::new)
        .list()
        .ofMaxSize(300);
  }

  /** Schedule, reschedule, cancel and poll in any order, against a sorted map. */
  @Property(tries = 500)
  void behavesAsASortedMapOfSlots(@ForAll("commands") List<Command> commands) {
    EventCalendar calendar = new EventCalendar(20);
    Map<Integer, Long> oracle = new TreeMap<>();
    for (Command command : commands) {
      switch (command.kind) {
        case 0, 1 -> {
          calendar.schedule(command.slot, command.time);
          oracle.put(command.slot, command.time);
        }
        case 2 -> {
          calendar.cancel(command.slot);
          oracle.remove(command.slot);
        }
        default -> {
          Map.Entry<Integer, Long> first =
              oracle.entrySet().stream().min(Map.Entry.comparingByValue()).orElse(null);
          if (first == null) {
            assertThat(calendar.nextTime()).isEqualTo(EventCalendar.NEVER);
          } else {
            assertThat(calendar.nextTime()).isEqualTo(first.getValue());
            assertThat(calendar.poll()).isEqualTo(first.getKey());
            oracle.remove(first.getKey());
          }
        }
      }
      assertThat(calendar.size()).isEqualTo(oracle.size());
    }
    List<Integer> rest =
        oracle.entrySet().stream()
            .sorted(
                Map.Entry.<Integer, Long>comparingByValue()
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(Map.Entry::getKey)
            .toList();
    assertThat(rest).allSatisfy(slot -> assertThat(calendar.poll()).isEqualTo(slot));
    assertThat(calendar.isEmpty()).isTrue();
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
}
