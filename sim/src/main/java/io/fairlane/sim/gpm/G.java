package io.fairlane.sim.gpm;

import io.fairlane.sim.engine.EventCalendar;
import io.fairlane.sim.program.Instruction;
import io.fairlane.sim.program.Program;

/**
 * A goroutine: a place in a program. It is in exactly one place at any time: running on a P, in a
 * P's runnext or ring, in the global queue, in a channel's wait queue, in limbo behind a preempted
 * partner, blocked for ever, or dead.
 */
public final class G {
  /** Where the G is. */
  public enum State {
    RUNNABLE,
    RUNNING,
    WAITING,
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
