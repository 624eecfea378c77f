package io.fairlane.sim.gpm;

/** A FIFO of Gs linked through {@link G#link}: the global run queue, a sendq, a recvq. */
final class GQueue {
  private G head;
  private G tail;
  private int size;

  int size() {
    return size;
  }

  boolean isEmpty() {
    return head == null;
  }

  void add(G g) {
    g.link = null;
    if (tail == null) {
      head = g;
    } else {
      tail.link = g;
    }
    tail = g;
    size++;
  }

  /** The oldest G, or null. */
  G poll() {
    G g = head;
    if (g != null) {
      head = g.link;
      if (head == null) {
        tail = null;
      }
      g.link = null;
      size--;
    }
    return g;
  }

  /** The oldest G without taking it; its successors follow by {@link G#link}. */
  G peek() {
    return head;
  }
}
