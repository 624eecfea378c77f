package io.fairlane.sim.gpm;

/**
 * The run queues: a P's runnext and ring, and the global queue. Queue discipline only; nothing here
 * takes time ({@code runqput}, {@code runqget}, {@code runqputslow}, {@code globrunqget}).
 */
final class RunQueues {
  private final Rules rules;
  private final boolean runnext;
  private final boolean globalCheck;
  private final int batch;
  private final int procs;
  final GlobalQueue global = new GlobalQueue();

  RunQueues(Rules rules, int procs) {
    this.rules = rules;
    runnext = rules.has(Rule.RUNNEXT);
    globalCheck = rules.has(Rule.GLOBAL_CHECK);
    batch = rules.has(Rule.GLOBAL_BATCH) ? rules.globalBatch() : 1;
    this.procs = procs;
  }

  /** {@code runqput(next=true)}: G takes runnext, its previous occupant goes to the ring's tail. */
  void putNext(P p, G g) {
    if (!runnext) {
      putTail(p, g);
      return;
    }
    G kicked = p.runnext;
    p.runnext = g;
    p.runnextPuts++;
    if (kicked != null) {
      putTail(p, kicked);
    }
  }

  /** {@code runqput(next=false)}: the ring's tail; a full ring sheds its older half. */
  void putTail(P p, G g) {
    if (!p.ringIsFull()) {
      p.ringAdd(g);
      return;
    }
    // runqputslow: the oldest half and then g, as one batch
    for (int n = rules.ringSlots() / 2; n > 0; n--) {
      global.add(p.ringPoll());
    }
    global.add(g);
  }

  /** True if this round looks at the global queue first ({@code schedtick % 61 == 0}). */
  boolean globalFirst(P p) {
    return globalCheck && p.tickChecksGlobal() && !global.isEmpty();
  }

  /** {@code globrunqget}: the first of a batch is returned, the others go to the (empty) ring. */
  G takeBatch(P p) {
    int n = (int) Math.min(Math.min(global.size(), global.size() / procs + 1), batch);
    G first = global.poll();
    for (int left = n - 1; left > 0; ) {
      G g = global.oldest();
      int tokens = global.pollTokens(Math.min(left, p.ringFree()));
      if (tokens > 0) {
        p.ringAdd(g, tokens);
        left -= tokens;
      } else {
        putTail(p, global.poll());
        left--;
      }
    }
    return first;
  }

  /** {@code runqgrab}: the older half of the victim's ring; the newest of those is returned. */
  static G stealHalf(P thief, P victim) {
    int n = victim.ringSize() - victim.ringSize() / 2;
    G newest = null;
    for (int i = 0; i < n; i++) {
      if (newest != null) {
        thief.ringAdd(newest);
      }
      newest = victim.ringPoll();
    }
    return newest;
  }
}
