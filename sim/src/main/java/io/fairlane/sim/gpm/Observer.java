package io.fairlane.sim.gpm;

/** Sees what the scheduler does, as it does it; the seam for traces and conformance tests. */
public interface Observer {
  /** Sees nothing, costs nothing. */
  Observer NONE = new Observer() {};

  /** A G begins to run on a P; {@code tick} is the P's schedtick after {@code execute}. */
  default void executed(long atPs, G g, P p, int thread, long tick, boolean inherited) {}

  /** A G was preempted and is at the global tail. */
  default void preempted(long atPs, G g, P p) {}

  /** sysmon found an expired tick; {@code named} is null if the request was lost. */
  default void requested(long atPs, P p, G named) {}

  /** A G gave up its P for another reason: parked, yielded or exited. */
  default void stopped(long atPs, G g, P p) {}

  /** {@code n} messages of one sender were received; {@code receiver} is null for the lane. */
  default void received(long atPs, G receiver, G sender, long n) {}
}
