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
 * <p>A knock-out tournament: slots are the leaves of a complete binary tree and each node holds the
 * earlier of its two children, so the root holds the next event. A changed time is played up from
 * its leaf, log2(slots) matches against rivals whose places are known beforehand; a match is
 * arithmetic without a branch. Event times are as good as random, so in a heap, which does less
 * work, every other comparison stalls the CPU; here nothing is guessed and the loads of all levels
 * overlap. Setting, moving and removing an event are one operation of one cost, and the next event
 * need not be removed before its slot is scheduled again. No allocation after construction: 24
 * bytes per slot, slots rounded up to a power of two.
 */
public final class EventCalendar {
  /** The time of a slot without an event, and of {@link #nextTime()} when nothing is pending. */
  public static final long NEVER = Long.MAX_VALUE;

  private static final int ROOT = 1;

  /** Number of leaves, and the node of slot 0. Node i has the children 2i and 2i + 1. */
  private final int leaves;

  /** Of each node: the earliest time below it, and whose it is. */
  private final long[] time;

  private final int[] winner;

  /**
   * @param slots slot numbers are 0 to {@code slots - 1}
   */
  public EventCalendar(int slots) {
    leaves = slots <= 1 ? 1 : Integer.highestOneBit(slots - 1) << 1;
    time = new long[2 * leaves];
    winner = new int[2 * leaves];
    Arrays.fill(time, NEVER);
    for (int slot = 0; slot < leaves; slot++) {
      winner[leaves + slot] = slot;
    }
    for (int node = leaves - 1; node >= ROOT; node--) {
      winner[node] = winner[2 * node];
    }
  }

  /**
   * Sets the slot's one event to {@code at}, whether or not it has one pending.
   *
   * @param at not negative; {@link #NEVER} cancels
   */
  public void schedule(int slot, long at) {
    assert at >= 0 : "differences of times must not overflow";
    int node = leaves + slot;
    if (time[node] == at) {
      return;
    }
    time[node] = at;
    long first = at;
    int whose = slot;
    while (node > ROOT) {
      long rivalTime = time[node ^ 1];
      int rival = winner[node ^ 1];
      // All ones if the rival is earlier; at the same time if it is on the left (this node is odd).
      int beaten = (int) ((rivalTime - (node & 1) - first) >> (Long.SIZE - 1));
      whose ^= (whose ^ rival) & beaten;
      first = Math.min(first, rivalTime);
      node >>= 1;
      time[node] = first;
      winner[node] = whose;
    }
  }

  /** Removes the slot's event; nothing happens if it has none. */
  public void cancel(int slot) {
    schedule(slot, NEVER);
  }

  public boolean isEmpty() {
    return time[ROOT] == NEVER;
  }

  /** Number of pending events, counted: for tests and reports. */
  public int size() {
    int pending = 0;
    for (int node = leaves; node < time.length; node++) {
      pending += time[node] == NEVER ? 0 : 1;
    }
    return pending;
  }

  /** Time of the earliest event, or {@link #NEVER}. */
  public long nextTime() {
    return time[ROOT];
  }

  /**
   * Slot of the earliest event; there must be one. It stays pending: scheduling its slot anew
   * replaces it, at half the cost of {@link #poll()} before {@link #schedule}.
   */
  public int nextSlot() {
    return winner[ROOT];
  }

  /** Removes the earliest event and returns its slot; its time is what {@link #nextTime()} said. */
  public int poll() {
    int slot = winner[ROOT];
    cancel(slot);
    return slot;
  }
}
