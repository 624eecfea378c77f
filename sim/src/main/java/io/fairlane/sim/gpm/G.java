package io.fairlane.sim.gpm;

import io.fairlane.sim.engine.EventCalendar;
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

  final long id;
  final Program program;

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
    this.id = id;
    this.program = program;
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
    return program.name() + "#" + id;
  }
}
