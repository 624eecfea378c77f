package io.fairlane.sim.gpm;

import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * What a G needs only if it waits: made at its first wait and kept, so that most of a crowd has
 * none and nobody allocates in the loop.
 */
final class WaitRecord {
  private final G g;
  private Waiter[] waiters;

  /** The case of its select that was done, or {@link Waiter#NO_CASE}. */
  int chosen;

  /** It waited to send on a channel that was closed meanwhile: it panics when it runs again. */
  boolean panics;

  /** Gs that this G has taken off a channel it closed and has yet to ready, last one first. */
  final ArrayDeque<G> closed = new ArrayDeque<>(0);

  /** The thread that it is in a system call on, and the P that the thread had. */
  M syscallM;

  P syscallP;

  /** Its schedule of messages, or null. */
  Pacer pacer;

  WaitRecord(G g) {
    this.g = g;
    this.waiters = new Waiter[] {new Waiter(g)};
  }

  Waiter waiter(int index) {
    if (index >= waiters.length) {
      int known = waiters.length;
      waiters = Arrays.copyOf(waiters, index + 1);
      for (int i = known; i <= index; i++) {
        waiters[i] = new Waiter(g);
      }
    }
    return waiters[index];
  }

  void leaveQueues() {
    for (Waiter waiter : waiters) {
      if (waiter.queue != null) {
        waiter.queue.remove(waiter);
      }
    }
  }
}
