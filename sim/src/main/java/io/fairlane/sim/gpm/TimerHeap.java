package io.fairlane.sim.gpm;

import io.fairlane.sim.engine.EventCalendar;
import java.util.Arrays;

/** Gs by the time at which each is due; at the same time, by the order in which they came. */
final class TimerHeap {
  private long[] when = new long[4];
  private long[] order = new long[4];
  private G[] gs = new G[4];
  private int size;
  private long added;

  boolean isEmpty() {
    return size == 0;
  }

  /** When the first is due, or never. */
  long earliest() {
    return size == 0 ? EventCalendar.NEVER : when[0];
  }

  void add(long at, G g) {
    if (size == gs.length) {
      when = Arrays.copyOf(when, 2 * size);
      order = Arrays.copyOf(order, 2 * size);
      gs = Arrays.copyOf(gs, 2 * size);
    }
    int place = size++;
    set(place, at, added++, g);
    while (place > 0 && before(place, (place - 1) / 2)) {
      swap(place, (place - 1) / 2);
      place = (place - 1) / 2;
    }
  }

  /** Takes the first; there must be one. */
  G poll() {
    G first = gs[0];
    size--;
    set(0, when[size], order[size], gs[size]);
    gs[size] = null;
    int place = 0;
    for (int child = 1; child < size; child = 2 * place + 1) {
      if (child + 1 < size && before(child + 1, child)) {
        child++;
      }
      if (!before(child, place)) {
        break;
      }
      swap(child, place);
      place = child;
    }
    return first;
  }

  private boolean before(int a, int b) {
    return when[a] < when[b] || (when[a] == when[b] && order[a] < order[b]);
  }

  private void swap(int a, int b) {
    long at = when[a];
    long number = order[a];
    G g = gs[a];
    set(a, when[b], order[b], gs[b]);
    set(b, at, number, g);
  }

  private void set(int place, long at, long number, G g) {
    when[place] = at;
    order[place] = number;
    gs[place] = g;
  }
}
