package io.fairlane.sim.gpm;

/**
 * The global run queue ({@code sched.runq}): first in, first out, as runs of one G. Only a
 * {@linkplain Crowd token} makes a run longer than 1, so memory grows with the number of Gs that
 * are somebody, not with the size of the crowd between them.
 */
final class GlobalQueue {
  private G[] gs = new G[16];
  private long[] counts = new long[16];
  private int head;
  private int runs;
  private long size;

  long size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Appends at the tail. */
  void add(G g) {
    size++;
    if (g.isToken && runs > 0) {
      int last = (head + runs - 1) & (gs.length - 1);
      if (gs[last] == g) {
        counts[last]++;
        return;
      }
    }
    if (runs == gs.length) {
      grow();
    }
    int next = (head + runs) & (gs.length - 1);
    gs[next] = g;
    counts[next] = 1;
    runs++;
  }

  /** Takes the oldest G, or null. */
  G poll() {
    if (size == 0) {
      return null;
    }
    size--;
    G g = gs[head];
    if (--counts[head] == 0) {
      gs[head] = null;
      head = (head + 1) & (gs.length - 1);
      runs--;
    }
    return g;
  }

  /** The G that {@link #poll} would take, or null. */
  G oldest() {
    return gs[head];
  }

  /** Takes up to {@code most} tokens, all of one run, if the oldest place is a token's. */
  int pollTokens(int most) {
    if (size == 0 || !gs[head].isToken) {
      return 0;
    }
    int n = (int) Math.min(most, counts[head]);
    size -= n;
    counts[head] -= n;
    if (counts[head] == 0) {
      gs[head] = null;
      head = (head + 1) & (gs.length - 1);
      runs--;
    }
    return n;
  }

  /** Runs of equal Gs, for whoever walks through the queue. */
  int runs() {
    return runs;
  }

  /** The G of the i-th oldest run. */
  G runAt(int i) {
    return gs[(head + i) & (gs.length - 1)];
  }

  /** Places taken by tokens. */
  long tokens() {
    long n = 0;
    for (int i = 0; i < runs; i++) {
      int at = (head + i) & (gs.length - 1);
      n += gs[at].isToken ? counts[at] : 0;
    }
    return n;
  }

  private void grow() {
    G[] moreGs = new G[2 * runs];
    long[] moreCounts = new long[2 * runs];
    for (int i = 0; i < runs; i++) {
      moreGs[i] = gs[(head + i) & (gs.length - 1)];
      moreCounts[i] = counts[(head + i) & (gs.length - 1)];
    }
    gs = moreGs;
    counts = moreCounts;
    head = 0;
  }
}
