package io.fairlane.sim.gpm;

/**
 * The channel's buffer, as runs of messages from one sender, sent in equal steps of time: first in,
 * first out. Memory grows with the number of changes of sender or of step, not with the number of
 * messages. Whoever does not care for times lets all be 0; then only the sender divides.
 */
final class MessageBuffer {
  private G[] senders = new G[16];
  private long[] counts = new long[16];

  /** When the run's oldest message was sent, and how long after it the next (ps). */
  private long[] sentAts = new long[16];

  private long[] steps = new long[16];
  private int head;
  private int runs;
  private long size;

  long size() {
    return size;
  }

  /** Appends {@code n} messages, the first sent at {@code sentAt} and each {@code step} later. */
  void add(G sender, long n, long sentAt, long step) {
    size += n;
    int last = (head + runs - 1) & (senders.length - 1);
    if (runs > 0 && senders[last] == sender && continues(last, n, sentAt, step)) {
      counts[last] += n;
      return;
    }
    if (runs == senders.length) {
      grow();
    }
    int next = (head + runs) & (senders.length - 1);
    senders[next] = sender;
    counts[next] = n;
    sentAts[next] = sentAt;
    steps[next] = step;
    runs++;
  }

  /** True if the messages keep the last run's step; a run of one takes any. */
  private boolean continues(int last, long n, long sentAt, long step) {
    long gap = sentAt - (sentAts[last] + (counts[last] - 1) * steps[last]);
    if (n > 1 && gap != step) {
      return false;
    }
    if (counts[last] == 1) {
      steps[last] = gap;
    }
    return gap == steps[last];
  }

  /** Sender of the oldest message. */
  G oldest() {
    return senders[head];
  }

  /** How many of the oldest messages come from one sender, in equal steps. */
  long oldestRun() {
    return counts[head];
  }

  /** When the oldest message was sent (ps). */
  long oldestSentAt() {
    return sentAts[head];
  }

  /** Time from one message of the oldest run to the next (ps). */
  long oldestStep() {
    return steps[head];
  }

  /** Takes {@code n} messages of the oldest run; {@code n} is at most {@link #oldestRun()}. */
  void remove(long n) {
    size -= n;
    counts[head] -= n;
    sentAts[head] += n * steps[head];
    if (counts[head] == 0) {
      senders[head] = null;
      head = (head + 1) & (senders.length - 1);
      runs--;
    }
  }

  private void grow() {
    G[] moreSenders = new G[2 * runs];
    for (int i = 0; i < runs; i++) {
      moreSenders[i] = senders[(head + i) & (senders.length - 1)];
    }
    counts = unrolled(counts);
    sentAts = unrolled(sentAts);
    steps = unrolled(steps);
    senders = moreSenders;
    head = 0;
  }

  private long[] unrolled(long[] ring) {
    long[] more = new long[2 * runs];
    for (int i = 0; i < runs; i++) {
      more[i] = ring[(head + i) & (ring.length - 1)];
    }
    return more;
  }
}
