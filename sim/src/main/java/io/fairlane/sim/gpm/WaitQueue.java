package io.fairlane.sim.gpm;

import java.util.function.Consumer;

/**
 * A channel's sendq or recvq ({@code waitq}): first in, first out. Whoever takes a G that waits in
 * a select wins it for all of its cases. Go leaves its other entries where they are and skips them
 * when it meets them; here they go at once, which nobody can tell apart.
 */
final class WaitQueue {
  private Waiter head;
  private Waiter tail;

  boolean isEmpty() {
    return head == null;
  }

  /** A plain send or receive waits. */
  void add(G g) {
    add(g.waits().waiter(0), Waiter.NO_CASE);
  }

  /** Case {@code index} of the select that {@code g} is in waits. */
  void addCase(G g, int index) {
    add(g.waits().waiter(index), index);
  }

  private void add(Waiter waiter, int caseIndex) {
    assert waiter.queue == null : waiter.g + " waits twice";
    waiter.caseIndex = caseIndex;
    waiter.queue = this;
    waiter.before = tail;
    if (tail == null) {
      head = waiter;
    } else {
      tail.after = waiter;
    }
    tail = waiter;
  }

  /** The G that has waited longest, or null; it waits nowhere any more. */
  G poll() {
    if (head == null) {
      return null;
    }
    G g = head.g;
    g.waits().chosen = head.caseIndex;
    g.waits().leaveQueues();
    return g;
  }

  /** The G that has waited longest without taking it, or null. */
  G peek() {
    return head == null ? null : head.g;
  }

  void forEach(Consumer<G> action) {
    for (Waiter waiter = head; waiter != null; waiter = waiter.after) {
      action.accept(waiter.g);
    }
  }

  void remove(Waiter waiter) {
    if (waiter.before == null) {
      head = waiter.after;
    } else {
      waiter.before.after = waiter.after;
    }
    if (waiter.after == null) {
      tail = waiter.before;
    } else {
      waiter.after.before = waiter.before;
    }
    waiter.before = null;
    waiter.after = null;
    waiter.queue = null;
  }
}
