package io.fairlane.sim.program;

import java.util.List;

/**
 * One step of a {@link Program}.
 *
 * @param amount iterations for {@link Kind#COMPUTE} and (their mean) {@link Kind#COMPUTE_DRAWN},
 *     nanoseconds for {@link Kind#SPEND}, {@link Kind#SLEEP} and the system calls, copies for
 *     {@link Kind#SPAWN}, the number of the channel for {@link Kind#SEND}, {@link Kind#RECEIVE} and
 *     {@link Kind#CLOSE}
 * @param child the program that {@link Kind#SPAWN} starts, else null
 * @param spread how {@link Kind#COMPUTE_DRAWN} varies, else null
 * @param cases of {@link Kind#SELECT}, else null
 * @param then what follows {@link Kind#RECEIVE}, or the default of {@link Kind#SELECT} (null: it
 *     has none)
 * @param pace of {@link Kind#PACE}, else null
 */
public record Instruction(
    Kind kind, long amount, Program child, Spread spread, List<Case> cases, Then then, Pace pace) {

  static Instruction of(Kind kind, long amount) {
    return new Instruction(kind, amount, null, null, null, Then.GO_ON, null);
  }

  public enum Kind {
    /** Count; takes iterations times the cost of one, with jitter. */
    COMPUTE,
    /** Count to a number that is drawn anew each time. */
    COMPUTE_DRAWN,
    /** Compute for a fixed time. */
    SPEND,
    /** {@code runtime.Gosched}. */
    YIELD,
    /** {@code ch <- x}. */
    SEND,
    /** {@code <-ch}. */
    RECEIVE,
    /** {@code select}: one of several channel operations, whichever can be done first. */
    SELECT,
    /** {@code close(ch)}. */
    CLOSE,
    /** {@code time.Sleep}. */
    SLEEP,
    /**
     * Sleeps until the next message is due on a schedule that nothing shifts; goes on at once if
     * that time is past.
     */
    PACE,
    /** A system call that the runtime expects to be short: the P waits for it until retaken. */
    SYSCALL,
    /** A system call that is known to block: the P is handed over at once. */
    BLOCKING_SYSCALL,
    /** {@code go f()}, {@code amount} times. */
    SPAWN,
    /** {@code runtime.LockOSThread}. */
    LOCK,
    /** {@code runtime.UnlockOSThread}. */
    UNLOCK,
    /** {@code runtime.Goexit}: the G ends here. */
    EXIT,
    /** Park for ever ({@code select {}}). */
    BLOCK,
    /** The consumer's clock starts. */
    START_CLOCK,
    /** The consumer's clock stops. */
    STOP_CLOCK,
    /** Starts the consumer on a thread of its own, outside the run queues. */
    START_LANE
  }

  /** What a channel operation is followed by. */
  public enum Then {
    GO_ON,
    /** Out of the body, on to the epilogue ({@code break}). */
    LEAVE,
    /** The same if the channel was closed and drained ({@code for range ch}). */
    LEAVE_IF_CLOSED;

    public boolean leaves(boolean ok) {
      return this == LEAVE || (this == LEAVE_IF_CLOSED && !ok);
    }
  }

  /** One operation that a {@code select} offers. */
  public record Case(int channel, boolean sends, Then then) {}
}
