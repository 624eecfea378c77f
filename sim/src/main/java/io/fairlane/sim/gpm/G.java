package io.fairlane.sim.gpm;

import io.fairlane.sim.engine.EventCalendar;
import io.fairlane.sim.program.Instruction;
import io.fairlane.sim.program.Program;

/**
 * A goroutine: a place in a program. It is in exactly one place at any time: running on a P, in a
 * P's runnext or ring, in the global queue, in the wait queues of one operation, asleep, in a
 * system call, in limbo behind a preempted partner, blocked for ever, or dead.
 */
public final class G {
  /** Where the G is. */
  public enum State {
    RUNNABLE,
    RUNNING,
    WAITING,
    SLEEPING,
    IN_SYSCALL,
    /** Completed by a partner that was preempted before it could ready it (spec 4.2). */
    LIMBO,
    BLOCKED,
    DEAD
  }

  /** Id of a G that is not told apart from others of its kind ({@link Crowd}). */
  static final long ANONYMOUS = -1;

  final long id;
  final Program program;

  /** Stands in a queue for any number of equal Gs; never runs itself. */
  final boolean isToken;

  /** The token that stands for this G between two turns, or null. */
  final G token;

  /** Next in the global queue or in a wait queue; a G is in at most one ({@code schedlink}). */
  G link;

  State state = State.RUNNABLE;

  /** Index of the instruction to run next. */
  int pc;

  /** Repetitions of the body that are finished. */
  long laps;

  /** Copies still to be spawned by the instruction at {@link #pc}. */
  long copies;

  /** Picoseconds of computing left when it was preempted; 0 = none begun. */
  long remaining;

  /** The M it is wired to, or null ({@code lockedm}). */
  M lockedM;

  /** When a preemption request becomes visible to its checks, or never. */
  long preemptAt = EventCalendar.NEVER;

  /** A partner whose operation this G completed but has not readied, or null. */
  G limbo;

  /** Where it last ran, or null if it has not yet. */
  P lastP;

  /** When it last became runnable (ps). */
  long runnableSince;

  /** Since when it has been at a send that is not done yet (ps); -1 if it has not. */
  private long sendingSince = -1;

  /** When the message that it was handed while it waited was sent (ps); -1 if none. */
  long handedSentAt = -1;

  /** What it needs to wait, made at its first wait. */
  private WaitRecord waits;

  G(long id, Program program) {
    this(id, program, null);
  }

  /**
   * @param token null unless the G gives its place to one after each turn
   */
  G(long id, Program program, G token) {
    this(id, program, token, false);
  }

  private G(long id, Program program, G token, boolean isToken) {
    this.id = id;
    this.program = program;
    this.token = token;
    this.isToken = isToken;
  }

  static G token(Program program) {
    return new G(ANONYMOUS, program, null, true);
  }

  public long id() {
    return id;
  }

  public Program program() {
    return program;
  }

  public State state() {
    return state;
  }

  WaitRecord waits() {
    if (waits == null) {
      waits = new WaitRecord(this);
    }
    return waits;
  }

  boolean hasWaited() {
    return waits != null;
  }

  /**
   * When the message that it sends, or waits to send, was meant to be sent (ps); -1 if it keeps no
   * schedule and means to send when it does.
   */
  long intendedAt() {
    return waits == null || waits.pacer == null ? -1 : waits.pacer.intended();
  }

  /** It can run, and waits for a P from {@code now} on. */
  void runnable(long now) {
    state = State.RUNNABLE;
    runnableSince = now;
  }

  /** It is at a send and cannot do it yet: it is parked, or has to yield. */
  void isSending(long now) {
    if (sendingSince < 0) {
      sendingSince = now;
    }
  }

  /** The send is done, or the select chose another case. */
  void hasSent() {
    sendingSince = -1;
  }

  /** When the message is taken to be sent that goes out at {@code now}; not before the next. */
  long sentAt(long now) {
    long since = sendingSince < 0 ? now : sendingSince;
    hasSent();
    return intendedAt() < 0 ? since : intendedAt();
  }

  /** The instruction that it runs or waits in; null at the end of its program. */
  public Instruction instruction() {
    return pc < program.length() ? program.at(pc) : null;
  }

  /** The instruction at {@link #pc} is done: on to the next, or to the next repetition. */
  void advance() {
    pc++;
    if (pc == program.bodyEnd() && program.bodyEnd() > program.bodyStart()) {
      repeat(1);
    }
  }

  /** Out of the body: on to the epilogue. */
  void leave() {
    laps = program.repetitions();
    pc = program.bodyEnd();
  }

  /** {@code n} repetitions of the body are done. */
  void repeat(long n) {
    laps += n;
    pc = laps < program.repetitions() ? program.bodyStart() : program.bodyEnd();
  }

  @Override
  public String toString() {
    return id == ANONYMOUS ? program.name() : program.name() + "#" + id;
  }
}
