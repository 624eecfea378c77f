package io.fairlane.sim.gpm;

import io.fairlane.sim.engine.Jitter;

/**
 * A processor: the right to run one G at a time, with a local ring of runnable Gs, the runnext slot
 * and the slice counter. It moves between Ms as one object ({@code runq}, {@code runnext}, {@code
 * schedtick}).
 */
public final class P {
  enum Status {
    RUNNING,
    IDLE,
    /** Moving to a thread that is being woken: not on the idle list, and sysmon skips it. */
    IN_TRANSIT,
    /** Its thread is in a system call and has it only until sysmon takes it. */
    SYSCALL
  }

  /** What the P's pending event will end. */
  enum Phase {
    NONE,
    /** The picked G starts. */
    STARTING,
    COMPUTING,
    SPAWNING,
    /** A run of buffered channel operations ({@link Channel}). */
    CHANNEL_RUN,
    /** An operation that completes a waiting partner; it ends just before {@code goready}. */
    COMPLETING,
    READYING,
    /** The operation in which the G parks. */
    PARKING,
    /** A woken M starts a scheduling round. */
    SCHEDULING,
    /** A woken M continues its locked G. */
    RESUMING_LOCKED,
    /** A thief sleeps before it takes a runnext. */
    STEAL_BACKOFF,
    /** An M has looked at all other Ps in vain. */
    SPINNING,
    /** An operation that only takes time, like a receive from a closed channel. */
    RETURNING,
    /** {@code close}, before its first {@code goready}. */
    CLOSING
  }

  final int id;

  /** Circular; its length is a power of two. */
  private final G[] ring;

  private final int globalCheckTicks;

  private int head;
  private int size;

  G runnext;

  /** How often runnext was filled: tells whether an equal token in it is the same G. */
  long runnextPuts;

  /** Slices begun: bumped by {@code execute} unless the slice is inherited. */
  private long schedtick;

  /** {@code schedtick} modulo the period of looks at the global queue. */
  private int tickInPeriod;

  Status status = Status.IDLE;
  Phase phase = Phase.NONE;
  M m;
  G current;

  /** The G whose parking operation is under way: sysmon still finds it here ({@code curg}). */
  G parking;

  /** From when {@link #current} runs; until then the M is in the scheduler (no current G). */
  long currentSince;

  /** When the computing of {@link #current} ends. */
  long workEnds;

  /** The channel that the current G is working on, or null. */
  Channel touched;

  /** The current G has not begun a run of channel operations in this turn. */
  boolean turnBegins;

  /** Draws how the work of a turn on this P varies; one stream a P, whoever runs when. */
  Jitter turnJitter = Jitter.NONE;

  /** What the current round waited for {@code sched.lock} (ps). */
  long lockWait;

  /** A request found no G to name and waits for the next ({@link Rule#LOST_REQUESTS} off). */
  boolean owesRequest;

  /** Runs of channel operations of the current G. */
  final ChannelRun run;

  /** The waiting G that the current operation completes. */
  G partner;

  /** Victim of a runnext theft in its back-off, its count of puts when the prey was seen. */
  P victim;

  long victimPuts;

  /** The G that the thief runs, or will take after its back-off. */
  G prey;

  /** sysmon's copy of the tick and when it first saw it ({@code sysmontick}). */
  long sysmonTick = -1;

  long sysmonWhen;

  /** System calls begun or ended, and sysmon's copy of that. */
  long syscalltick;

  long sysmonSyscallTick = -1;
  long sysmonSyscallWhen;

  /** What things take on this P's CPU. */
  Durations durations;

  /** Factor of what the current G's channel operations cost in this turn ({@code Jitter}). */
  long costFactor;

  P(int id, Rules rules) {
    this.id = id;
    this.ring = new G[rules.ringSlots()];
    this.globalCheckTicks = rules.globalCheckTicks();
    this.run = new ChannelRun(id);
  }

  public int id() {
    return id;
  }

  public long schedtick() {
    return schedtick;
  }

  /** A slice begins. */
  void bumpTick() {
    schedtick++;
    tickInPeriod = tickInPeriod + 1 == globalCheckTicks ? 0 : tickInPeriod + 1;
  }

  /** True in the rounds that look at the global queue first ({@code schedtick % 61 == 0}). */
  boolean tickChecksGlobal() {
    return tickInPeriod == 0;
  }

  /** Gs in the ring, without the one in runnext. */
  public int ringSize() {
    return size;
  }

  boolean ringIsFull() {
    return size == ring.length;
  }

  boolean hasLocalWork() {
    return size > 0 || runnext != null;
  }

  /** The i-th oldest G of the ring. */
  G ringAt(int i) {
    return ring[(head + i) & (ring.length - 1)];
  }

  /** Appends at the tail; the ring must not be full. */
  void ringAdd(G g) {
    ring[(head + size) & (ring.length - 1)] = g;
    size++;
  }

  /** Appends {@code n} times at the tail; there must be room. */
  void ringAdd(G token, int n) {
    for (int i = 0; i < n; i++) {
      ring[(head + size + i) & (ring.length - 1)] = token;
    }
    size += n;
  }

  int ringFree() {
    return ring.length - size;
  }

  /** Takes the oldest G, or null. */
  G ringPoll() {
    if (size == 0) {
      return null;
    }
    G g = ring[head];
    ring[head] = null;
    head = (head + 1) & (ring.length - 1);
    size--;
    return g;
  }

  @Override
  public String toString() {
    return "P" + id;
  }
}
