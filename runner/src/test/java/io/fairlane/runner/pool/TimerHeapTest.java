package io.fairlane.runner.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class TimerHeapTest {
  private static final class Sleeper extends Task {
    private final long until;

    Sleeper(long until) {
      super(Role.PRODUCER);
      this.until = until;
    }

    @Override
    protected Outcome run(P p) {
      return Outcome.DONE;
    }
  }

  /** Adds half of them, takes what is due, adds the others, takes all: each once, in order. */
  @Property
  void givesWhatIsDueInOrderAndNothingElse(
      @ForAll @Size(max = 60) List<@LongRange(min = -20, max = 20) Long> times,
      @ForAll @LongRange(min = -25, max = 25) long now) {
    TimerHeap heap = new TimerHeap();
    List<Long> taken = new ArrayList<>();
    List<Long> left = new ArrayList<>();
    for (int i = 0; i < times.size(); i++) {
      if (i == times.size() / 2) {
        take(heap, now, taken);
        assertThat(taken)
            .isSorted()
            .isEqualTo(left.stream().filter(t -> t <= now).sorted().toList());
        left.removeAll(taken);
        taken.clear();
      }
      heap.add(times.get(i), new Sleeper(times.get(i)));
      left.add(times.get(i));
    }
    assertThat(heap.earliest())
        .isEqualTo(left.stream().mapToLong(t -> t).min().orElse(TimerHeap.NEVER));
    take(heap, TimerHeap.NEVER - 1, taken);
    assertThat(taken).isEqualTo(left.stream().sorted().toList());
    assertThat(heap.earliest()).isEqualTo(TimerHeap.NEVER);
  }

  private static void take(TimerHeap heap, long now, List<Long> into) {
    for (Task task = heap.takeDue(now); task != null; task = heap.takeDue(now)) {
      into.add(((Sleeper) task).until);
    }
  }
}
