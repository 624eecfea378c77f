package io.fairlane.sim.engine;

import java.util.Arrays;

/**
 * What happens next. A fixed set of <i>slots</i> (a P, its pending signal, sysmon, ...) each has at
 * most one pending event; events come out by time, and at the same time by slot number.
 *
 * <p>The tie rule is the slot and not the order of scheduling on purpose: an event that is
 * rescheduled to the time it already had keeps its place, so a bulk step and the single steps it
 * stands for meet other events in the same order, to the bit.
 *
 * <p>An implicit 4-ary heap of slot numbers with the position of each slot kept beside it, so that
 * {@link #cancel} and {@link #schedule} of a pending slot cost O(log n) without a search. No
 * allocation after construction: 16 bytes per slot.
 */
public final class EventCalendar {
  /** Returned by {@link #nextTime()} when nothing is pending. */
  public static final long NEVER = Long.MAX_VALUE;

  private static final int ABSENT = -1;

  private final long[] time;
  private final int[] position;
  private final int[] heap;
  private int size;

  /**
   * @param slots slot numbers are 0 to {@code slots - 1}
   */
  public EventCalendar(int slots) {
    time = new long[slots];
    position = new int[slots];
    heap = new int[slots];
    Arrays.fill(position, ABSENT);
  }

  /** Sets the slot's one event to {@code at}, whether or not it has one pending. */
  public void schedule(int slot, long at) {
    int place = position[slot];
    if (place == ABSENT) {
      time[slot] = at;
      siftUp(size++, slot);
    } else if (at <= time[slot]) {
      time[slot] = at;
      siftUp(place, slot);
    } else {
      time[slot] = at;
      siftDown(place, slot);
    }
  }

  /** Removes the slot's event; nothing happens if it has none. */
  public void cancel(int slot) {
    int place = position[slot];
    if (place == ABSENT) {
      return;
    }
    position[slot] = ABSENT;
    int last = heap[--size];
    if (last != slot) {
      if (place > 0 && before(last, heap[(place - 1) >> 2])) {
        siftUp(place, last);
      } else {
        siftDown(place, last);
      }
    }
  }

  public boolean isEmpty() {
    return size == 0;
  }

  public int size() {
    return size;
  }

  /** Time of the earliest event, or {@link #NEVER}. */
  public long nextTime() {
    return size == 0 ? NEVER : time[heap[0]];
  }

  /** Slot of the earliest event; there must be one. */
  public int nextSlot() {
    return heap[0];
  }

  /** Removes the earliest event and returns its slot; its time is what {@link #nextTime()} said. */
  public int poll() {
    int slot = heap[0];
    position[slot] = ABSENT;
    int last = heap[--size];
    if (size > 0) {
      siftDown(0, last);
    }
    return slot;
  }

  private boolean before(int a, int b) {
    long ta = time[a];
    long tb = time[b];
    return ta < tb || (ta == tb && a < b);
  }

  private void siftUp(int from, int slot) {
    int place = from;
    while (place > 0) {
      int parent = (place - 1) >> 2;
      int above = heap[parent];
      if (!before(slot, above)) {
        break;
      }
      heap[place] = above;
      position[above] = place;
      place = parent;
    }
    heap[place] = slot;
    position[slot] = place;
  }

  private void siftDown(int from, int slot) {
    int place = from;
    for (int first = (place << 2) + 1; first < size; first = (place << 2) + 1) {
      int least = first;
      int end = Math.min(first + 4, size);
      for (int child = first + 1; child < end; child++) {
        if (before(heap[child], heap[least])) {
          least = child;
        }
      }
      if (!before(heap[least], slot)) {
        break;
      }
      heap[place] = heap[least];
      position[heap[place]] = place;
      place = least;
    }
    heap[place] = slot;
    position[slot] = place;
  }
}
