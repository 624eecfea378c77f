package io.fairlane.sim.program;

/**
 * One step of a {@link Program}.
 *
 * @param amount iterations for {@link Kind#COMPUTE}, nanoseconds for {@link Kind#SPEND}, copies for
 *     {@link Kind#SPAWN}, the number of the channel for {@link Kind#SEND} and {@link Kind#RECEIVE}
 * @param child the program that {@link Kind#SPAWN} starts, else null
 */
public record Instruction(Kind kind, long amount, Program child) {
  public enum Kind {
    /** Count; takes iterations times the cost of one, with jitter. */
    COMPUTE,
    /** Compute for a fixed time. */
    SPEND,
    /** {@code runtime.Gosched}. */
    YIELD,
    /** {@code ch <- x}. */
    SEND,
    /** {@code <-ch}. */
    RECEIVE,
    /** {@code go f()}, {@code amount} times. */
    SPAWN,
    /** {@code runtime.LockOSThread}. */
    LOCK,
    /** {@code runtime.UnlockOSThread}. */
    UNLOCK,
    /** Park for ever ({@code select {}}). */
    BLOCK,
    /** The consumer's clock starts. */
    START_CLOCK,
    /** The consumer's clock stops. */
    STOP_CLOCK,
    /** Starts the consumer on a thread of its own, outside the run queues. */
    START_LANE
  }
}
