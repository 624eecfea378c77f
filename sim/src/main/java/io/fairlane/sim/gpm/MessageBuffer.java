package io.fairlane.sim.gpm;

/**
 * The channel's buffer, as runs of messages from one sender: first in, first out. Memory grows with
 * the number of changes of sender, not with the number of messages.
 */
final class MessageBuffer {
  private G[] senders = new G[16];
  private long[] counts = new long[16];
  private int head;
  private int runs;
  private long size;

  long size() {
    return size;
  }

  void add(G sender, long n) {
    size += n;
    int last = (head + runs - 1) & (senders.length - 1);
    if (runs > 0 && senders[last] == sender) {
      counts[last] += n;
      return;
    }
    if (runs == senders.length) {
      grow();
    }
    int next = (head + runs) & (senders.length - 1);
    senders[next] = sender;
    counts[next] = n;
    runs++;
  }

  /** Sender of the oldest message. */
  G oldest() {
    return senders[head];
  }

  /** How many of the oldest messages come from one sender. */
  long oldestRun() {
    return counts[head];
  }

  /** Takes {@code n} messages of the oldest run; {@code n} is at most {@link #oldestRun()}. */
  void remove(long n) {
    size -= n;
    counts[head] -= n;
    if (counts[head] == 0) {
      senders[head] = null;
      head = (head + 1) & (senders.length - 1);
      runs--;
    }
  }

  private void grow() {
    G[] moreSenders = new G[2 * runs];
    long[] moreCounts = new long[2 * runs];
    for (int i = 0; i < runs; i++) {
      moreSenders[i] = senders[(head + i) & (senders.length - 1)];
      moreCounts[i] = counts[(head + i) & (senders.length - 1)];
    }
    senders = moreSenders;
    counts = moreCounts;
    head = 0;
  }
}
